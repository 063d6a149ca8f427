package io.remotegpu.agent;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An engine of the test's own, with its own socket, containers and images, that can be restarted without harm to anybody's. */
final class PrivateEngine implements AutoCloseable {
    private final Path folder;
    private final boolean liveRestore;
    private Process engine;

    /** @param liveRestore whether containers go on while the engine is away */
    PrivateEngine(Path folder, boolean liveRestore) {
        this.folder = folder;
        this.liveRestore = liveRestore;
        this.engine = launch();
    }

    String host() {
        return "unix://" + folder.resolve("docker.sock");
    }

    /** The same image as on the engine of this machine. */
    void load(String image) {
        Shells.Result loaded =
                Shells.run("sh", "-ec", "docker save " + image + " | docker -H " + host() + " load --quiet");
        if (loaded.exit() != 0) {
            throw new IllegalStateException("cannot load " + image + ": " + loaded.output());
        }
    }

    String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", host()));
        command.addAll(List.of(arguments));
        return Shells.run(command).output();
    }

    /** As an upgrade of the engine would stop it. */
    void stop() {
        engine.destroy();
        try {
            if (!engine.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the engine does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void start() {
        engine = launch();
    }

    private Process launch() {
        try {
            Process launched = new ProcessBuilder(
                            "dockerd",
                            "--host=" + host(),
                            "--data-root=" + folder.resolve("data"),
                            "--exec-root=" + folder.resolve("exec"),
                            "--pidfile=" + folder.resolve("docker.pid"),
                            "--bridge=none",
                            "--iptables=false",
                            "--ip6tables=false",
                            "--ip-masq=false",
                            "--containerd-namespace=restarting",
                            "--containerd-plugins-namespace=restarting-plugins",
                            "--live-restore=" + liveRestore)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("engine.log").toFile()))
                    .start();
            await().until(() -> !launched.isAlive()
                    || Shells.run("docker", "-H", host(), "info").exit() == 0);
            if (!launched.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("engine.log")));
            }
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        docker("ps", "-aq").lines().forEach(container -> docker("rm", "-f", "-v", container));
        docker("network", "prune", "-f");
        stop();
    }
}
