package io.remotegpu.agent.enroll;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.agent.files.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The host's identity on disk, for the agent's own eyes: key and credentials in one file, so that they fit each other after any crash. */
public final class IdentityFile {
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;

    public IdentityFile(Path stateDir) {
        this.folder = stateDir.resolve("identity");
    }

    /** Empty if the host was never enrolled. */
    public Optional<Identity> read() {
        return read(identity(), Identity.class);
    }

    void write(Identity identity) {
        PrivateFolder.create(folder);
        DurableFile.write(identity(), JSON.writeValueAsString(identity));
        DurableFile.delete(candidate());
    }

    /** The key of an enrolment that was begun and whose answer nobody has seen. */
    Optional<HostKeyPair> begun() {
        return read(candidate(), HostKeyPair.class);
    }

    /** On disk before it is sent: an answer that gets lost must not take the key with it. */
    HostKeyPair begin() {
        HostKeyPair keys = HostKeyPair.generate();
        PrivateFolder.create(folder);
        DurableFile.write(candidate(), JSON.writeValueAsString(keys));
        return keys;
    }

    private Path identity() {
        return folder.resolve("identity.json");
    }

    private Path candidate() {
        return folder.resolve("candidate-key.json");
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(Files.readString(file), type)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read " + file + ": it belongs to the user the agent runs as", unreadable);
        } catch (JacksonException damaged) {
            throw new IllegalArgumentException(file + " is damaged: remove it and enrol the host anew", damaged);
        }
    }
}
