package io.remotegpu.cli.gateway;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** {@code config.json}: the saved login, readable by its owner alone and replaced as a whole. */
public final class LoginFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    public LoginFile(Path file) {
        this.file = file;
    }

    public Optional<SavedLogin> read() {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), SavedLogin.class));
        } catch (NoSuchFileException nobodyLoggedIn) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " is damaged: delete it and log in again", e);
        }
    }

    public void write(SavedLogin login) {
        try {
            createFolder();
            Path draft = Files.createTempFile(
                    folder(),
                    "config",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(login));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** Lets one process at a time in: two that spend the same refresh token would end the session of both. */
    Optional<String> exclusively(Supplier<Optional<String>> work) {
        try {
            createFolder();
            try (FileChannel channel = FileChannel.open(folder().resolve("lock"), CREATE, WRITE);
                    FileLock held = channel.lock()) {
                assert held.isValid();
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder(), e);
        }
    }

    private void createFolder() throws IOException {
        Files.createDirectories(
                folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }
}
