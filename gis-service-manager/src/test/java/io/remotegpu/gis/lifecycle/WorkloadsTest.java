package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import io.remotegpu.gis.descriptors.Descriptor.DataVolume;
import io.remotegpu.gis.descriptors.Descriptor.ProcessLaunch;
import io.remotegpu.gis.descriptors.Descriptor.Readiness;
import io.remotegpu.gis.rendering.Rendered;
import io.remotegpu.gis.rendering.RenderedFile;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
    @Test
    void asksForNoGpuAndForItsPortFilesAndProbe() {
        Workload workload = Workloads.of(rendered(), null, null);
        assertThat(workload.gpu().count()).isZero();
        assertThat(workload.ports())
                .extracting(Workload.PortRequest::internalPort)
                .containsExactly(3000);
        assertThat(workload.files())
                .containsExactly(new WorkloadFile("/etc/a.yaml", "files: /var/lib/a/x.mbtiles", "0400"));
        assertThat(workload.probe())
                .isEqualTo(new Workload.Probe(Workload.Probe.Kind.HTTP, 3000, "/health", 60, "text/plain"));
        assertThat(workload.stopGraceSeconds()).isEqualTo(5);
        assertThat(workload.pids()).isEqualTo(512);
    }

    @Test
    void leavesPathsAndPortsToAHostWithoutContainers() {
        var process = Workloads.of(rendered(), null, null).process();
        assertThat(process).isNotNull();
        assertThat(process.argv()).containsExactly("a", "@{files}/etc/a.yaml", "@{host}:@{port:3000}");
        assertThat(process.files().getFirst().content()).isEqualTo("files: @{volume:data}/x.mbtiles");
    }

    private static Rendered rendered() {
        return new Rendered(
                "a:1",
                List.of(),
                List.of("--config", "/etc/a.yaml"),
                new TreeMap<>(),
                List.of(new RenderedFile("/etc/a.yaml", "files: /var/lib/a/x.mbtiles", 0400)),
                3000,
                new Readiness("/health", 200, "text/plain", 2, 30),
                List.of(new DataVolume("data", "/var/lib/a")),
                "65534:65534",
                true,
                new Rendered.Size(256, 1024, 1, 512),
                5,
                List.of(),
                new ProcessLaunch(List.of("a", "{{files}}/etc/a.yaml", "{{host}}:{{port}}")),
                List.of());
    }
}
