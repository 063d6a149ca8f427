package io.remotegpu.agent.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    Path folder;

    @Test
    void writesForTheAgentAlone() throws IOException {
        DurableFile.write(folder.resolve("file"), "text");

        assertThat(folder.resolve("file")).hasContent("text");
        assertThat(permissions(folder.resolve("file"))).isEqualTo("rw-------");
    }

    @Test
    void closesWhatAnOlderDraftOrFileLeftOpen() throws IOException {
        for (String name : new String[] {"file", "file.draft"}) {
            Files.writeString(folder.resolve(name), "a longer text from before");
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        DurableFile.write(folder.resolve("file"), "text");

        assertThat(folder.resolve("file")).hasContent("text");
        assertThat(permissions(folder.resolve("file"))).isEqualTo("rw-------");
    }

    @Test
    void writesForOthersOnlyWhenAsked() throws IOException {
        DurableFile.writeReadable(folder.resolve("file"), "text");

        assertThat(permissions(folder.resolve("file"))).isEqualTo("rw-r--r--");
    }

    @Test
    void deletesADraftThatACrashLeft() throws IOException {
        Files.writeString(folder.resolve("file.draft"), "half");
        DurableFile.delete(folder.resolve("file"));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void closesAJournalThatAnEarlierVersionLeftOpen() throws IOException {
        Path journal = Files.createDirectory(
                folder.resolve("journal"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        new Journal(journal, Clock.systemUTC());

        assertThat(permissions(journal)).isEqualTo("rwx------");
    }

    @Test
    void makesAFolderForTheAgentAloneAndLeavesAnOperatorsAsItIs() throws IOException {
        PrivateFolder.createIfAbsent(folder.resolve("a/state"));
        assertThat(permissions(folder.resolve("a/state"))).isEqualTo("rwx------");

        Files.setPosixFilePermissions(folder.resolve("a/state"), PosixFilePermissions.fromString("rwxr-x---"));
        PrivateFolder.createIfAbsent(folder.resolve("a/state"));
        assertThat(permissions(folder.resolve("a/state"))).isEqualTo("rwxr-x---");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
