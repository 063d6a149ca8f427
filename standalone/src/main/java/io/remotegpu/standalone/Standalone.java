package io.remotegpu.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform, says when it is ready, and stops it in order on SIGTERM. */
@Command(name = "standalone", mixinStandardHelpOptions = true, description = "Runs the whole platform on this machine.")
public final class Standalone implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "the gateway's port; the parts behind it use the ports after it")
    private int port;

    @Option(names = "--state", defaultValue = ".remotegpu", description = "folder that holds all data")
    private Path state = Path.of(".remotegpu");

    @Option(
            names = "--runtime",
            defaultValue = "auto",
            description = "docker, process or auto (docker if an engine answers)")
    private String runtime = "auto";

    @Option(
            names = "--simulate-gpus",
            defaultValue = "0",
            description = "GPUs to simulate; 0 for the real ones, or for two simulated ones where there are none")
    private int simulatedGpus;

    @Option(
            names = "--lost-host-grace",
            defaultValue = "PT90S",
            description = "silence after which a host's environments are unknown")
    private Duration lostHostGrace = Duration.ofSeconds(90);

    public static void main(String[] args) {
        int exitCode = new CommandLine(new Standalone()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() throws Exception {
        long startedAt = System.nanoTime();
        StateFolder folder = StateFolder.open(state);
        logInto(folder);
        Orphans.stopAll(folder);
        PortPlan ports = PortPlan.from(port);
        ports.requireFree();
        Platform platform = new Platform(folder, ports, new AgentOptions(runtime, simulatedGpus), lostHostGrace);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::stop, "stop-platform"));
        platform.start();
        new Readiness(ports, folder).await();
        folder.announceReady(ports.gatewayUrl(), Duration.ofNanos(System.nanoTime() - startedAt));
        platform.awaitStop();
        return 0;
    }

    // One log for one JVM: five Spring contexts would each set up logging anew.
    private static void logInto(StateFolder folder) {
        System.setProperty("remotegpu.logs", folder.of("logs").toString());
        System.setProperty("logback.configurationFile", "standalone-logback.xml");
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
