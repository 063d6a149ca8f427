package io.remotegpu.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    Path parent;

    @Test
    void makesEachSecretOnceAndKeepsItFromOthers() throws Exception {
        StateFolder folder = StateFolder.open(parent.resolve("state"));

        assertThat(folder.adminPassword())
                .isEqualTo(folder.adminPassword())
                .matches("(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9]).{12,}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.of("admin-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void takesASecretThatWasNotWrittenToItsEndForNone() throws Exception {
        StateFolder folder = StateFolder.open(parent.resolve("state"));
        Files.writeString(folder.of("encryption-key.new"), "ha");

        assertThat(folder.encryptionKey()).hasSizeGreaterThan(40);
    }

    @Test
    void isReadyOnlyOnceAnnounced() throws Exception {
        StateFolder folder = StateFolder.open(parent.resolve("state"));
        assertThat(folder.of("ready.json")).doesNotExist();

        folder.announceReady("http://127.0.0.1:8080", Duration.ofMillis(12_340));

        assertThat(folder.of("ready.json"))
                .content()
                .contains("\"url\": \"http://127.0.0.1:8080\"", "\"ready_seconds\": 12.3");
    }

    @Test
    void letsOnlyOnePlatformIn() throws Exception {
        StateFolder.open(parent.resolve("state"));

        assertThatThrownBy(() -> StateFolder.open(parent.resolve("state"))).isInstanceOf(Exception.class);
    }
}
