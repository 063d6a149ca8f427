package io.remotegpu.agent;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The host's own commands, as a person would type them. */
final class Shells {
    private Shells() {}

    record Result(int exit, String output) {}

    static Result run(String... command) {
        return run(List.of(command));
    }

    static Result run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot run " + command, e);
        }
    }

    /** Makes a key pair and returns the line for authorized_keys. */
    static String keyPair(Path file) throws IOException {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString());
        return Files.readString(Path.of(file + ".pub")).strip();
    }

    static Result ssh(Path key, int port, String... remote) {
        boolean terminal = remote.length > 0 && remote[0].equals("-tt");
        return terminal
                ? run(sshCommand(
                        key,
                        port,
                        "-tt",
                        List.of(remote).subList(1, remote.length).toArray(String[]::new)))
                : run(sshCommand(key, port, "-T", remote));
    }

    /** @param terminal {@code -tt} to have one, {@code -T} not to */
    static List<String> sshCommand(Path key, int port, String terminal, String... remote) {
        List<String> command = new ArrayList<>(List.of(
                "ssh",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-i",
                key.toString(),
                "-p",
                Integer.toString(port),
                terminal,
                "dev@127.0.0.1"));
        command.addAll(List.of(remote));
        return command;
    }

    /** Below those that the system gives to connections, so that none takes it meanwhile. */
    static int freePort() {
        int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }
}
