package io.remotegpu.agent.runtime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.InventoryReader;
import io.remotegpu.agent.runtime.HostCapacity;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.GpuInventory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterGpusTest {
    private static final Map<String, String> A100 =
            Map.of("pool", "gpu", "nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB", "nvidia.com/gpu.memory", "81920");

    private final Cluster cluster = new Cluster();
    private final KubernetesRuntime runtime = cluster.runtime(Clock.systemUTC());

    @AfterEach
    void close() {
        runtime.close();
        cluster.close();
    }

    @Test
    void countsWhatReadyNodesHaveToAllocate() {
        cluster.node("one", true, A100, Map.of("nvidia.com/gpu", "2", "cpu", "63500m", "memory", "512Gi"));
        cluster.node("two", true, A100, Map.of("nvidia.com/gpu", "1", "cpu", "64", "memory", "512Gi"));
        cluster.node("away", false, A100, Map.of("nvidia.com/gpu", "8", "cpu", "64", "memory", "512Gi"));
        cluster.node("other", true, Map.of("pool", "web"), Map.of("nvidia.com/gpu", "8", "cpu", "64"));
        cluster.node("none", true, Map.of("pool", "gpu"), Map.of("cpu", "64", "memory", "512Gi"));

        assertThat(gpus())
                .extracting(Gpu::uuid)
                .containsExactly(
                        "lab/one/NVIDIA-A100-SXM4-80GB/gpu/0",
                        "lab/one/NVIDIA-A100-SXM4-80GB/gpu/1",
                        "lab/two/NVIDIA-A100-SXM4-80GB/gpu/0");
        assertThat(gpus()).extracting(Gpu::index).containsExactly(0, 1, 2);
        assertThat(gpus().getFirst().memoryTotal()).isEqualTo(81_920);
        assertThat(ClusterNodes.capacity(cluster.client, Cluster.settings("lab")))
                .isEqualTo(new HostCapacity(127.5, 1024 * 1024));
    }

    @Test
    void offersEachSlotInItsNode() {
        cluster.node("two", true, A100, Map.of("nvidia.com/gpu", "1"));
        cluster.node("one", true, A100, Map.of("nvidia.com/gpu", "2"));

        assertThat(new InventoryReader(cluster.gpus(), false).read())
                .extracting(GpuInventory::machine)
                .containsExactly("one", "one", "two");
    }

    @Test
    void keepsTheSlotsOfOneNodeWhenAnotherGoesAway() {
        cluster.node("one", true, A100, Map.of("nvidia.com/gpu", "1"));
        cluster.node("two", true, A100, Map.of("nvidia.com/gpu", "1"));
        cluster.client.nodes().withName("one").delete();

        assertThat(gpus()).extracting(Gpu::uuid).containsExactly("lab/two/NVIDIA-A100-SXM4-80GB/gpu/0");
    }

    @Test
    void tellsOfDiskAndImagesWhatNodesTell() {
        cluster.node("one", true, A100, Map.of("nvidia.com/gpu", "1", "ephemeral-storage", "100Gi"));
        cluster.node("two", true, A100, Map.of("nvidia.com/gpu", "1", "ephemeral-storage", "50Gi"));
        cluster.hasImages("two", "docker.io/remotegpu/env-base:latest", "docker.io/remotegpu/env-base@sha256:abc");
        ClusterStock stock = new ClusterStock(cluster.client, Cluster.settings("lab"));

        assertThat(stock.disk()).isEqualTo(new DiskSpace(150 * 1024, 150 * 1024));
        assertThat(stock.images()).containsExactly("docker.io/remotegpu/env-base:latest");
    }

    @Test
    void callsSlicesAsADriverWould() {
        cluster.node("one", true, A100, Map.of("nvidia.com/gpu", "0", "nvidia.com/mig-1g.10gb", "2"));

        assertThat(gpus())
                .extracting(Gpu::name)
                .containsExactly("NVIDIA-A100-SXM4-80GB MIG 1g.10gb", "NVIDIA-A100-SXM4-80GB MIG 1g.10gb");
    }

    @Test
    void sayWhoHoldsASlotUntilItsPodHasEnded() {
        cluster.node("one", true, A100, Map.of("nvidia.com/gpu", "2"));
        String slot = "lab/one/NVIDIA-A100-SXM4-80GB/gpu/1";
        String pod = runtime.create(cluster.spec(new WorkloadId("env-1"), 7, slot));
        runtime.start(pod, List.of());
        cluster.kubelet.runs(pod, Instant.EPOCH, "10.1.2.3");

        assertThat(holders(slot)).containsExactly("pod " + pod);
        assertThat(holders("lab/one/NVIDIA-A100-SXM4-80GB/gpu/0")).isEmpty();
        cluster.kubelet.ends(pod, Instant.EPOCH, Instant.EPOCH.plusSeconds(9), 0, "Completed");
        runtime.stop(pod, Duration.ZERO);
        assertThat(holders(slot)).isEmpty();
    }

    @Test
    void areNotKnownWhileTheClusterDoesNotAnswer() {
        cluster.goesAway();

        assertThat(cluster.gpus().read()).isInstanceOf(GpuReading.Unavailable.class);
    }

    private List<Gpu> gpus() {
        return ((GpuReading.Devices) cluster.gpus().read()).gpus();
    }

    private List<String> holders(String slot) {
        return gpus().stream()
                .filter(gpu -> gpu.uuid().equals(slot))
                .flatMap(gpu -> gpu.processes().stream())
                .map(process -> process.name())
                .toList();
    }
}
