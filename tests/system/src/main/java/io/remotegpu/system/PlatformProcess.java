package io.remotegpu.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The platform as {@code ./dev up} starts it: a process with a state folder, which can be stopped, killed and started again. */
public final class PlatformProcess implements AutoCloseable {
    private final Path state;
    private final int port;
    private final List<String> options;
    private final Map<String, String> settings;
    private Process process;

    private PlatformProcess(Path state, int port, List<String> options, Map<String, String> settings) {
        this.state = state;
        this.port = port;
        this.options = options;
        this.settings = settings;
        this.process = launch();
    }

    public static PlatformProcess start(Path state, int port, String... options) {
        return start(state, port, Map.of(), options);
    }

    /** @param settings Spring properties as environment variables, such as {@code GATEWAY_LIMITS_USER_BURST} */
    public static PlatformProcess start(Path state, int port, Map<String, String> settings, String... options) {
        PlatformProcess platform = new PlatformProcess(state, port, List.of(options), settings);
        platform.awaitReady();
        return platform;
    }

    public ApiClient anonymous() {
        return new ApiClient("http://127.0.0.1:" + port, "");
    }

    public ApiClient admin() {
        return anonymous().login("admin", read("admin-password").strip());
    }

    /** As {@code ./dev down}: environments keep running. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** As a power failure would, but for the parts that are processes of their own. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    public void startAgain() {
        process = launch();
        awaitReady();
    }

    private Optional<ProcessHandle> agent() {
        return ProcessHandle.of(Long.parseLong(read("node-agent.pid").strip())).filter(ProcessHandle::isAlive);
    }

    /** Kills the agent and waits until the platform has started another. */
    public void killAgent() {
        ProcessHandle killed = agent().orElseThrow();
        killed.destroyForcibly();
        killed.onExit().join();
        await().atMost(Duration.ofSeconds(30)).until(() -> agent().isPresent() && !agent().equals(Optional.of(killed)));
    }

    /** Stops it and takes along what only this platform used on the engine; its environments must be gone. */
    @Override
    public void close() {
        stop();
        ContainerEngine.removeNetwork("remotegpu-" + read("platform-id").strip());
    }

    private Process launch() {
        try {
            Files.createDirectories(state);
            Files.deleteIfExists(state.resolve("ready.json"));
            ProcessBuilder builder = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            state.resolve("standalone.out").toFile()));
            builder.environment().putAll(settings);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        // As ./dev up: what comes later overrides what came before.
        command.addAll(List.of(
                System.getenv().getOrDefault("REMOTEGPU_JAVA_OPTS", "-Xss512k").split(" ")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.remotegpu.standalone.Standalone",
                "--state",
                state.toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(options);
        return command;
    }

    private void awaitReady() {
        await().atMost(Duration.ofMinutes(4)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(
                        "the platform ended with " + process.exitValue() + ": " + read("standalone.out"));
            }
            return Files.exists(state.resolve("ready.json"));
        });
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the platform did not stop within 90 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(state.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
