package io.remotegpu.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Everything the platform keeps on this machine. One process at a time may have it open. */
final class StateFolder {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path root;

    // Held as long as the process lives; closing it would let a second one in.
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final FileLock lock;

    private StateFolder(Path root, FileLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Creates the folder if need be, private to its owner. */
    static StateFolder open(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw new IllegalStateException(
                    root + " is in use by a platform that runs already: ./dev status shows it, ./dev down stops it");
        }
        Files.deleteIfExists(root.resolve("ready.json"));
        Files.writeString(
                root.resolve("platform.pid"),
                Long.toString(ProcessHandle.current().pid()));
        return new StateFolder(root, lock);
    }

    Path of(String name) {
        return root.resolve(name);
    }

    /** The administrator's first password: made once, readable by the owner alone. */
    String adminPassword() {
        return secret("admin-password", () -> {
            byte[] bytes = new byte[12];
            RANDOM.nextBytes(bytes);
            return "Gpu-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "7";
        });
    }

    /** Whether the first password was once refused; trying it at every start would lock the administrator out. */
    boolean adminPasswordWasChanged() {
        return Files.exists(root.resolve("admin-password-changed"));
    }

    void noteAdminPasswordChanged() throws IOException {
        Files.createFile(root.resolve("admin-password-changed"));
    }

    /** The key that encrypts secrets at rest. */
    String encryptionKey() {
        return secret("encryption-key", StateFolder::newKey);
    }

    /** Another one, with its name, for what users of GIS services keep secret. */
    String gisSecretsKey() {
        return secret("gis-secrets-key", () -> "standalone:" + newKey());
    }

    /** Shows the GIS service that the gateway asks. */
    String gisWakeSecret() {
        return secret("gis-wake-secret", StateFolder::newKey);
    }

    private static String newKey() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A new token for a host that is not enrolled yet, or has lost its identity: one that was used is worth nothing. */
    void prepareEnrollment() throws IOException {
        if (!Files.exists(of("node-agent/identity/identity.json"))) {
            Files.deleteIfExists(of("enrollment-token"));
        }
        enrollmentToken();
    }

    /** Enrols this machine as a host, and no other. */
    String enrollmentToken() {
        return secret("enrollment-token", StateFolder::newKey);
    }

    /** Of this machine as a host. */
    String hostId() {
        return "local-" + platformId().substring(0, 8);
    }

    /** Tells this platform's containers from another's on the same engine. */
    String platformId() {
        return secret("platform-id", () -> HexFormat.of().toHexDigits(RANDOM.nextLong()));
    }

    /** Written whole and last: whoever sees the file can use the platform. */
    void announceReady(String url, Duration took) throws IOException {
        String json = """
                {"url": "%s", "admin": "admin", "ready_seconds": %.1f, "pid": %d}
                """.formatted(
                        url, took.toMillis() / 1000.0, ProcessHandle.current().pid());
        Path draft = Files.writeString(root.resolve("ready.json.new"), json);
        Files.move(draft, root.resolve("ready.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private String secret(String name, Supplier<String> maker) {
        Path file = root.resolve(name);
        try {
            if (!Files.exists(file)) {
                keep(file, maker.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file + ": make the folder writable", e);
        }
    }

    // Whole or not at all: half a key would be taken for the key at the next start.
    private void keep(Path file, String secret) throws IOException {
        Path draft = root.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, secret);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
