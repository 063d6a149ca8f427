package io.remotegpu.agent.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadFoldersTest {
    private static final WorkloadId ID = new WorkloadId("gis-1");
    private static final WorkloadFile CONFIG = new WorkloadFile("/etc/martin/config.yaml", "password: hunter2");

    @TempDir
    Path root;

    @Test
    void keepsThemFromEveryoneButTheirReader() throws IOException {
        folders().write(ID, List.of(CONFIG), new FileReader.Agent());
        Path file = root.resolve("files/gis-1/etc/martin/config.yaml");
        assertThat(file).hasContent("password: hunter2");
        assertThat(permissions(file)).isEqualTo("r--------");
        for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
            assertThat(permissions(folder)).as(folder.toString()).isEqualTo("rwx------");
        }
    }

    @Test
    void givesThemToTheUserInsideOrToAllInsideWhereItCannot() throws IOException {
        folders().write(ID, List.of(CONFIG), new FileReader.Inside("65534:65534"));
        Path file = folders().of(ID).resolve("etc/martin/config.yaml");
        boolean given = (int) Files.getAttribute(file, "unix:uid") == 65534;
        assertThat(permissions(file)).isEqualTo(given ? "r--------" : "r--r--r--");

        folders().write(ID, List.of(CONFIG), new FileReader.Inside("www-data"));
        assertThat(permissions(file)).isEqualTo("r--r--r--");
    }

    @Test
    void writesThemAnewAndRemovesThemAll() {
        folders().write(ID, List.of(CONFIG), new FileReader.Agent());
        folders().write(ID, List.of(new WorkloadFile("/etc/other", "new")), new FileReader.Agent());
        assertThat(folders().of(ID).resolve("etc/martin")).doesNotExist();
        folders().remove(ID);
        folders().remove(ID);
        assertThat(folders().of(ID)).doesNotExist();
    }

    @Test
    void neverLeavesItsFolder() {
        var traversal = List.of(new WorkloadFile("/../../outside", "x"));
        assertThatThrownBy(() -> folders().write(ID, traversal, new FileReader.Agent()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(root.resolve("outside")).doesNotExist();
    }

    private WorkloadFolders folders() {
        return new WorkloadFolders(root.resolve("files"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
