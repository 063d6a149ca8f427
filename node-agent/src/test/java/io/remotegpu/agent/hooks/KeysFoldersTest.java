package io.remotegpu.agent.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFoldersTest {
    private static final WorkloadId ID = new WorkloadId("env-1");

    @TempDir
    Path root;

    @Test
    void letsSshdReadTheKeysAsAnyUser() throws IOException {
        new KeysFolders(root).write(ID, List.of("ssh-x one"));

        assertThat(permissions(root.resolve("env-1"))).isEqualTo("rwxr-xr-x");
        assertThat(permissions(root.resolve("env-1/authorized_keys"))).isEqualTo("rw-r--r--");
    }

    @Test
    void removesADraftThatACrashLeftToo() throws IOException {
        KeysFolders keys = new KeysFolders(root);
        keys.write(ID, List.of("ssh-x one"));
        Files.writeString(root.resolve("env-1/authorized_keys.draft"), "ssh-x ha");
        keys.remove(ID);
        keys.remove(ID);

        assertThat(root).isEmptyDirectory();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
