package io.remotegpu.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.awaitility.Awaitility;

/** Kafka as it is deployed, on ports and a folder that stay: it can go away and come back with all that it knew. */
final class RestartableKafka implements AutoCloseable {
    private static final int TRIES = 5;

    private final Map<String, String> more;
    private final Path folder;
    private Properties properties = new Properties();
    private int port;
    private int agents;
    private KafkaRaftServer server;

    /** @param more settings of the broker, such as those of the listener {@code AGENTS} */
    RestartableKafka(Path folder, Map<String, String> more) {
        this.folder = folder;
        this.more = more;
        for (int attempt = 1; ; attempt++) {
            prepare(attempt);
            try {
                start();
                return;
            } catch (RuntimeException portTaken) {
                if (attempt == TRIES) {
                    throw portTaken;
                }
            }
        }
    }

    /** With ports that are free now; somebody else may be faster. */
    private void prepare(int attempt) {
        port = Shells.freePort();
        agents = Shells.freePort();
        int controller = Shells.freePort();
        String open = "PLAIN://127.0.0.1:%d,AGENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(port, agents, controller);
        properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", open,
                "advertised.listeners", open,
                "listener.security.protocol.map", "PLAIN:PLAINTEXT,AGENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "PLAIN",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.bootstrap.servers", "127.0.0.1:" + controller,
                "log.dirs", folder.resolve("kafka-" + attempt).toString(),
                "log.cleaner.dedupe.buffer.size", "4194304"));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0"));
        properties.putAll(more);
        format(folder.resolve("kafka-" + attempt + ".properties"));
    }

    /** Without names and rights. */
    String servers() {
        return "127.0.0.1:" + port;
    }

    /** As the settings say. */
    String agentServers() {
        return "127.0.0.1:" + agents;
    }

    void start() {
        server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException portTaken) {
            stop();
            throw portTaken;
        }
    }

    /** On the ports of before, which somebody may hold for a moment. */
    void startAgain() {
        Awaitility.await().ignoreExceptions().until(() -> {
            start();
            return true;
        });
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private void format(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] arguments = {
            "format", "--standalone", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
        };
        int exit = StorageTool.execute(arguments, new PrintStream(OutputStream.nullOutputStream()));
        if (exit != 0) {
            throw new IllegalStateException("Kafka's storage could not be formatted: exit " + exit);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
