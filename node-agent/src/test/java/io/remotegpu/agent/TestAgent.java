package io.remotegpu.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real agent in a process of its own, so that it can be killed as a host's kernel would. */
final class TestAgent implements AutoCloseable {
    private final List<String> command;
    private final Path log;
    private final Map<String, String> environment;
    private Process process;

    TestAgent(TestKafka kafka, String hostId, String runtime, Path stateDir) {
        this(stateDir, notEnrolled(kafka, hostId, runtime, stateDir));
    }

    TestAgent(Path stateDir, List<String> arguments) {
        this(stateDir, arguments, Map.of());
    }

    /** @param environment beside the one of this process */
    TestAgent(Path stateDir, List<String> arguments, Map<String, String> environment) {
        this.environment = environment;
        this.log = stateDir.resolve("agent.log");
        this.command = command(arguments);
        this.process = launch();
    }

    /** What starts it, with these arguments. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@packaging/jvm.options",
                "-cp",
                System.getProperty("java.class.path"),
                NodeAgent.class.getName()));
        command.addAll(arguments);
        return command;
    }

    static List<String> notEnrolled(TestKafka kafka, String hostId, String runtime, Path stateDir) {
        List<String> arguments = new ArrayList<>(List.of(
                "--kafka=" + kafka.servers(),
                "--host-id=" + hostId,
                "--platform-id=" + hostId,
                "--runtime=" + runtime,
                "--state-dir=" + stateDir,
                "--bind-address=127.0.0.1",
                "--heartbeat-interval=PT0.5S",
                "--telemetry-interval=PT1S",
                "--activity-interval=PT1S",
                "--disk-interval=PT1S",
                "--layer-limit=200",
                "--simulate-gpus=2",
                "--label=room=7"));
        Path datasets = stateDir.resolveSibling("datasets");
        if (Files.isDirectory(datasets)) {
            arguments.add("--datasets-dir=" + datasets);
        }
        return arguments;
    }

    private Process launch() {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder agent = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            agent.environment().putAll(environment);
            return agent.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        await(process.destroyForcibly());
    }

    void start() {
        process = launch();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In MiB. */
    long residentMemory() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process ending) {
        try {
            if (!ending.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the agent does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await(process);
    }
}
