package io.remotegpu.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
    @TempDir
    Path folder;

    @Test
    void stopsTheProcessThatThePidFileNames() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "60").start();

        Orphans.stop(pidFile(Long.toString(orphan.pid())), "sleep");

        assertThat(orphan.waitFor(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesAnotherProcessAloneThatGotThePidSince() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();

        Orphans.stop(pidFile(Long.toString(other.pid())), "postgres");

        assertThat(other.isAlive()).isTrue();
        other.destroy();
    }

    @Test
    void takesAMissingOrGarbledPidFileForNoOrphan() throws Exception {
        Orphans.stop(folder.resolve("absent"), "postgres");
        Orphans.stop(pidFile("not a number"), "postgres");
    }

    private Path pidFile(String content) throws Exception {
        return Files.writeString(folder.resolve("part.pid"), content);
    }
}
