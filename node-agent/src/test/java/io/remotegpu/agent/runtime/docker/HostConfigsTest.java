package io.remotegpu.agent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import io.remotegpu.agent.Commands;
import io.remotegpu.agent.gpu.amd.DrmDevices;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.DatasetFolders;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostConfigsTest {
    private static final String FIRST = "GPU-0a1b2c3d4e5f6071";
    private static final String SECOND = "GPU-1a1b2c3d4e5f6072";

    @TempDir
    Path folder;

    @Test
    void asksNvidiasToolkitForExactlyTheLeasedCards() {
        HostConfig config = config(GpuDevices.NVIDIA, List.of("GPU-1", "GPU-2"));

        assertThat(config.getDeviceRequests()).singleElement().satisfies(request -> {
            assertThat(request.getDriver()).isEqualTo("nvidia");
            assertThat(request.getDeviceIds()).containsExactly("GPU-1", "GPU-2");
            assertThat(request.getCapabilities()).isEqualTo(List.of(List.of("gpu")));
            assertThat(request.getCount()).isNull();
        });
        assertThat(config.getDevices()).isNull();
        assertThat(config.getPrivileged()).isFalse();
    }

    @Test
    void givesAmdsDeviceFilesOfTheLeasedCardAndNoOther() throws IOException {
        HostConfig config = config(amd(), List.of(SECOND));

        assertThat(config.getDevices())
                .extracting(Device::getPathOnHost, Device::getPathInContainer, Device::getcGroupPermissions)
                .containsExactly(
                        tuple(folder.resolve("dev/kfd").toString(), "/dev/kfd", "rw"),
                        tuple(folder.resolve("dev/dri/renderD129").toString(), "/dev/dri/renderD129", "rw"));
        assertThat(config.getGroupAdd())
                .containsExactly(Files.getAttribute(folder.resolve("dev/kfd"), "unix:gid")
                        .toString());
        assertThat(config.getDeviceRequests()).isNull();
        assertThat(config.getPrivileged()).isFalse();
    }

    @Test
    void startsNothingOnACardWhoseDeviceIsNotThere() throws IOException {
        GpuDevices devices = amd();

        assertThatThrownBy(() -> config(devices, List.of("GPU-9a1b2c3d4e5f6072")))
                .satisfies(
                        thrown -> assertThat(WorkloadFailure.of(thrown).cause()).isEqualTo(FailureCause.HOST_ERROR));
    }

    @Test
    void givesNoDeviceWithoutALeaseOrForSimulatedCards() throws IOException {
        for (HostConfig config : List.of(
                config(amd(), List.of()),
                config(GpuDevices.NVIDIA, List.of()),
                config(GpuDevices.NONE, List.of("GPU-sim1")))) {
            assertThat(config.getDevices()).isNull();
            assertThat(config.getDeviceRequests()).isNull();
        }
    }

    /** A host with two cards. */
    private GpuDevices amd() throws IOException {
        card("renderD128", "0000:0c:00.0");
        card("renderD129", "0000:22:00.0");
        Files.createFile(folder.resolve("dev/kfd"));
        Map<String, String> buses = Map.of(FIRST, "0000:0c:00.0", SECOND, "0000:22:00.0");
        return new AmdDevices(
                gpu -> Optional.ofNullable(buses.get(gpu)),
                new DrmDevices(folder.resolve("drm")),
                folder.resolve("dev"));
    }

    private void card(String node, String bus) throws IOException {
        Path device = Files.createDirectories(folder.resolve("devices").resolve(bus));
        Path shown = Files.createDirectories(folder.resolve("drm").resolve(node));
        Files.createSymbolicLink(shown.resolve("device"), device);
        Files.createFile(Files.createDirectories(folder.resolve("dev/dri")).resolve(node));
    }

    private HostConfig config(GpuDevices devices, List<String> gpus) {
        var workload = Commands.environment(Commands.BASE_IMAGE, Probe.Kind.SSH, Map.of());
        var start =
                new Commands(new HostId("host-1")).start(new WorkloadId("env-1"), 1, workload, 20000, gpus, List.of());
        ContainerSpec spec = ContainerSpec.of(start, folder, folder, folder);
        return new HostConfigs("0.0.0.0", devices, new DatasetMounts(null, new DatasetFolders(null)))
                .of(spec, "network");
    }
}
