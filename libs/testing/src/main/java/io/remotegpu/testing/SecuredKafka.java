package io.remotegpu.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** A Kafka that asks for names and rights, as in a deployment: services on a listener of their own may do anything, agents log in by SCRAM on another. */
public final class SecuredKafka implements AutoCloseable {
    private final Path folder;
    private final int services = freePort();
    private final int agents = freePort();
    private final int controller = freePort();
    private final KafkaRaftServer server;

    public SecuredKafka() {
        try {
            this.folder = Files.createTempDirectory("secured-kafka");
            Properties properties = properties();
            format(properties);
            this.server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start a Kafka that asks for rights", failure);
        }
        server.startup();
    }

    /** For services, which are trusted. */
    public String servers() {
        return "127.0.0.1:" + services;
    }

    /** For agents, by SASL_PLAINTEXT and SCRAM-SHA-512. */
    public String agentServers() {
        return "127.0.0.1:" + agents;
    }

    private void format(Properties properties) throws IOException {
        Path file = folder.resolve("kafka.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        String[] arguments = {
            "format", "--standalone", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
        };
        int exit = StorageTool.execute(arguments, new PrintStream(OutputStream.nullOutputStream()));
        if (exit != 0) {
            throw new IllegalStateException("the storage of the secured Kafka could not be formatted: exit " + exit);
        }
    }

    private Properties properties() {
        String open = "SERVICES://127.0.0.1:%d,AGENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(services, agents, controller);
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("listeners", open);
        properties.put("advertised.listeners", open);
        properties.put(
                "listener.security.protocol.map", "SERVICES:PLAINTEXT,AGENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "SERVICES");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controller);
        properties.put("log.dirs", folder.resolve("data").toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        askForNamesAndRights(properties);
        return properties;
    }

    private static void askForNamesAndRights(Properties properties) {
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:ANONYMOUS");
        properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        properties.put(
                "listener.name.agents.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
        server.awaitShutdown();
        Utils.delete(folder.toFile());
    }
}
