package io.remotegpu.agent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Ulimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
    private static final List<Ulimit> BOUNDED = List.of(new Ulimit("nofile", 65_536L, 65_536L));

    @TempDir
    Path folder;

    @Test
    void boundsContainersWhereMoreWouldBeAllowed() throws IOException {
        assertThat(OpenFiles.limits(saying("524288"))).isEqualTo(BOUNDED);
        assertThat(OpenFiles.limits(saying("65536"))).isEqualTo(BOUNDED);
        assertThat(OpenFiles.limits(saying("unlimited"))).isEqualTo(BOUNDED);
    }

    @Test
    void asksForNoMoreThanTheMachineAllows() throws IOException {
        assertThat(OpenFiles.limits(saying("20000"))).isEmpty();
        assertThat(OpenFiles.limits(folder.resolve("nowhere"))).isEmpty();
    }

    /** As the kernel prints them. */
    private Path saying(String hard) throws IOException {
        return Files.writeString(folder.resolve("limits"), """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             124933               124933               processes
            Max open files            1024                 %-20s files
            Max locked memory         8388608              8388608              bytes
            """.formatted(hard));
    }
}
