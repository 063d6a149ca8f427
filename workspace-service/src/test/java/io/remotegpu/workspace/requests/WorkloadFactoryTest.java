package io.remotegpu.workspace.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import io.remotegpu.workspace.requests.NewEnvironment.PortSpec;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadFactoryTest {
    @Test
    void fillsInWhatWasNotSaid() {
        Workload workload = WorkloadFactory.workload(request(null, null, null), List.of());

        assertThat(workload.image()).isEqualTo("remotegpu/env-base:latest");
        assertThat(workload.storage()).isEqualTo(10_240);
        assertThat(workload.gpu()).isEqualTo(GpuRequest.NONE);
        assertThat(workload.env()).isEmpty();
        assertThat(workload.ports()).containsExactly(new PortRequest("ssh", 22, "tcp"));
        assertThat(workload.probe()).isEqualTo(new Probe(Probe.Kind.SSH, 22, "", 60));
        assertThat(workload.volumes())
                .containsExactly(
                        new Volume("home", "/home/dev", false),
                        new Volume("host-keys", "/var/lib/remotegpu/ssh", false));
    }

    @Test
    void passesTheGpuWishOn() {
        Workload workload =
                WorkloadFactory.workload(request(2, new GpuSpec(List.of("A100"), 40_960, null, null), null), List.of());

        assertThat(workload.gpu()).isEqualTo(new GpuRequest(2, List.of("A100"), 40_960));
    }

    @Test
    void waitsForTheFirstTcpPortWhenNoShellIsAsked() {
        List<PortSpec> ports = List.of(new PortSpec("custom", 5000, "udp"), new PortSpec("jupyter", 8888, null));

        assertThat(WorkloadFactory.workload(request(null, null, ports), List.of())
                        .probe())
                .isEqualTo(new Probe(Probe.Kind.TCP, 8888, "", 60));
    }

    @Test
    void waitsForNothingWhenNothingCanBeAsked() {
        assertThat(WorkloadFactory.workload(request(null, null, List.of()), List.of())
                        .probe()
                        .kind())
                .isEqualTo(Probe.Kind.NONE);
    }

    @Test
    void asksForAShareOrForSlicesOfHardware() {
        GpuSpec share = new GpuSpec(null, 8_192, 250, null);
        GpuSpec slice = new GpuSpec(null, null, null, "1g.10gb");

        assertThat(WorkloadFactory.workload(request(null, share, null), List.of())
                        .gpu())
                .isEqualTo(new GpuRequest(0, List.of(), 8_192, 250, null));
        assertThat(WorkloadFactory.workload(request(null, slice, null), List.of())
                        .gpu())
                .isEqualTo(new GpuRequest(1, List.of(), 0, null, "1g.10gb"));
        assertThat(request(null, share, null).resources().gpu()).isEqualByComparingTo("0.25");
    }

    @Test
    void mountsWhatItReads() {
        DatasetMount mount = new DatasetMount("7", DatasetMount.Kind.FOLDER, "workspaces/3/coco", "/datasets/coco");

        assertThat(WorkloadFactory.workload(request(null, null, null), List.of(mount))
                        .datasets())
                .containsExactly(mount);
    }

    private static NewEnvironment request(
            @Nullable Integer gpu, @Nullable GpuSpec spec, @Nullable List<PortSpec> ports) {
        return new NewEnvironment(
                "train",
                1L,
                null,
                new BigDecimal("2"),
                4096,
                gpu,
                spec,
                null,
                null,
                null,
                ports,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
