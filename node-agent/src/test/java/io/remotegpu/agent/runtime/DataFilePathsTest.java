package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.workload.DataFile;
import io.remotegpu.contracts.workload.DataFiles;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFilePathsTest {
    private static final String SUM = "0123456789abcdef".repeat(4);
    private static final String SOURCE = "https://gpu.example.org/api/v1/user-services/downloads";

    @Test
    void letsFilesAppearBesideVolumesAndFiles() {
        assertThatCode(() -> check("/var/lib/martin", SOURCE, "mbtiles/world.mbtiles"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "relative", "/etc", "/etc/martin", "/run/remotegpu", "/a/../etc", "/home", "/home/dev/data"
            })
    void refusesPlacesThatWouldHideSomething(String mountPath) {
        assertThatThrownBy(() -> check(mountPath, SOURCE, "a")).hasMessageContaining(mountPath);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "../a", "a/../b", "a//b", ".hidden", "a/b/c/d", "a\nb", ""})
    void refusesNamesThatLeadElsewhere(String name) {
        assertThatThrownBy(() -> check("/data", SOURCE, name)).hasMessageContaining("no file can have the path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "ftp://host/a",
                "https://user:password@host/a",
                "https://host/a?b",
                "https://host/../a b"
            })
    void refusesOtherSources(String source) {
        assertThatThrownBy(() -> check("/data", source, "a")).hasMessageContaining("http or https");
    }

    @Test
    void refusesOneNameForTwoFiles() {
        assertThatThrownBy(() -> check("/data", SOURCE, "a", "a")).hasMessageContaining("twice");
    }

    private static void check(String mountPath, String source, String... names) {
        List<DataFile> files =
                Arrays.stream(names).map(name -> new DataFile(name, 1, SUM)).toList();
        DataFilePaths.check(new Workload(
                        "martin",
                        List.of(),
                        Map.of(),
                        1,
                        256,
                        0,
                        Workload.GpuRequest.NONE,
                        List.of(),
                        List.of(new Workload.Volume("home", "/home/dev", false)),
                        new Workload.Probe(Workload.Probe.Kind.NONE, 0, "/", 1),
                        null,
                        true)
                .told(List.of(new WorkloadFile("/opt/martin/config.yaml", "")), null)
                .loading(new DataFiles(mountPath, source, "ticket", files)));
    }
}
