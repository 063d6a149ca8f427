package io.remotegpu.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The local node agent in a process of its own, as on any GPU host; started again when it ends. */
final class AgentProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AgentProcess.class);

    private final List<String> command;
    private final Path logFile;
    private final Path pidFile;
    private volatile boolean closing;
    private volatile @Nullable Process process;

    private AgentProcess(List<String> command, Path logFile, Path pidFile) {
        this.command = command;
        this.logFile = logFile;
        this.pidFile = pidFile;
    }

    static AgentProcess start(StateFolder folder, PortPlan ports, AgentOptions options) throws IOException {
        Files.createDirectories(folder.of("logs"));
        AgentProcess agent = new AgentProcess(
                command(folder, ports, options), folder.of("logs/node-agent.log"), folder.of("node-agent.pid"));
        Thread.ofVirtual().name("supervise-agent").start(agent::supervise);
        return agent;
    }

    private static List<String> command(StateFolder folder, PortPlan ports, AgentOptions options) {
        List<String> command = new ArrayList<>(smallJvm());
        command.add("io.remotegpu.agent.NodeAgent");
        command.addAll(arguments(folder, ports, options));
        int simulated = options.gpusToSimulate();
        if (simulated > 0) {
            command.addAll(List.of("--simulate-gpus", Integer.toString(simulated)));
        }
        return command;
    }

    // spotless:off
    private static List<String> smallJvm() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms16m", "-Xmx64m", "-XX:MinHeapFreeRatio=15", "-XX:MaxHeapFreeRatio=30", "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxMetaspaceSize=96m", "-Xss512k",
                "--enable-native-access=ALL-UNNAMED");
    }

    private static List<String> arguments(StateFolder folder, PortPlan ports, AgentOptions options) {
        return List.of(
                "--server", ports.gatewayUrl(),
                "--token-file", folder.of("enrollment-token").toString(),
                "--kafka", ports.kafkaAgentServers(),
                "--host-id", folder.hostId(),
                "--name", "local",
                "--address", "127.0.0.1",
                "--bind-address", "127.0.0.1",
                "--ports", "20000-20999",
                "--runtime", options.runtime(), "--allow-process",
                "--state-dir", folder.of("node-agent").toString(),
                "--platform-id", folder.platformId());
    }
    // spotless:on

    private void supervise() {
        while (!closing) {
            try {
                Process started = launch();
                process = started;
                Files.writeString(pidFile, Long.toString(started.pid()));
                int exit = started.waitFor();
                if (!closing) {
                    log.warn("the node agent ended with {}; starting it again (its log: {})", exit, logFile);
                    TimeUnit.SECONDS.sleep(1);
                }
            } catch (IOException e) {
                log.error("the node agent could not be started", e);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    // The class path goes by the environment: on the command line it would push the class's name, by which Orphans
    // knows an agent, beyond what the operating system tells of a process.
    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        Process current = process;
        if (current != null) {
            current.destroy();
            if (!current.waitFor(10, TimeUnit.SECONDS)) {
                current.destroyForcibly();
            }
        }
    }
}
