package io.remotegpu.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * The production Kafka server in KRaft mode, broker and controller in one, listening on the loopback address. Services come by a listener that
 * trusts them; agents log in by SCRAM on another and may do what they were given rights to.
 */
final class EmbeddedKafkaServer implements AutoCloseable {
    private static final String CLUSTER_ID = "cmVtb3RlZ3B1LWxvY2FsMQ";

    private final KafkaRaftServer server;

    private EmbeddedKafkaServer(KafkaRaftServer server) {
        this.server = server;
    }

    static EmbeddedKafkaServer start(StateFolder folder, PortPlan ports) throws IOException {
        Properties properties = properties(folder.of("kafka"), ports);
        format(folder, properties);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafkaServer(server);
    }

    private static void format(StateFolder folder, Properties properties) throws IOException {
        Path file = folder.of("kafka.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "written at each start");
        }
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream());
        String[] arguments = {
            "format", "--standalone", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", file.toString()
        };
        int exit = StorageTool.execute(arguments, quiet);
        if (exit != 0) {
            throw new IllegalStateException(
                    "Kafka's storage in " + folder.of("kafka") + " could not be formatted (exit " + exit + ")");
        }
    }

    private static Properties properties(Path data, PortPlan ports) {
        String listeners = "PLAINTEXT://127.0.0.1:%d,AGENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(ports.kafka(), ports.kafkaAgents(), ports.kafkaController());
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("listeners", listeners);
        properties.put("advertised.listeners", listeners);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + ports.kafkaController());
        properties.put("log.dirs", data.toString());
        askAgentsForNamesAndRights(properties);
        fitToOneMachine(properties);
        return properties;
    }

    private static void askAgentsForNamesAndRights(Properties properties) {
        properties.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,AGENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // Whoever needs no name is one of the services, or the broker itself.
        properties.put("super.users", "User:ANONYMOUS");
        properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        properties.put(
                "listener.name.agents.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        properties.put(
                "listener.name.agents.scram-sha-512.connections.max.reauth.ms",
                Long.toString(Duration.ofMinutes(5).toMillis()));
    }

    // Few threads, small buffers, one partition for internal topics.
    private static void fitToOneMachine(Properties properties) {
        properties.put("num.partitions", "1");
        properties.put("default.replication.factor", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.segment.bytes", "16777216");
        properties.put("log.index.size.max.bytes", "1048576");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("log.retention.hours", "168");
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
