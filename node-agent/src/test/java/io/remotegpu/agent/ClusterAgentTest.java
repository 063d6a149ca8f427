package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.HostCapacity;
import io.remotegpu.agent.runtime.kubernetes.Cluster;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.DiskSpace;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The parts of an agent that know a cluster, found as an agent in a pod or with a kubeconfig would find it. */
class ClusterAgentTest {
    private static final String MASTER = "kubernetes.master";
    private static final String TRUST = "kubernetes.trust.certificates";
    private static final HostId HOST = new HostId("lab");

    private final Cluster cluster = new Cluster();
    private final AgentOptions options = new AgentOptions();

    @BeforeEach
    void pointToTheCluster() {
        System.setProperty(MASTER, cluster.url());
        System.setProperty(TRUST, "true");
        new CommandLine(options)
                .parseArgs(
                        "--host-id",
                        "lab",
                        "--runtime",
                        "kubernetes",
                        "--kubernetes-namespace",
                        Cluster.NAMESPACE,
                        "--kubernetes-node-label",
                        "pool=gpu");
        cluster.node(
                "one",
                true,
                Map.of("pool", "gpu", "nvidia.com/gpu.product", "A100"),
                Map.of("nvidia.com/gpu", "2", "cpu", "64", "memory", "256Gi", "ephemeral-storage", "100Gi"));
        cluster.node("other", true, Map.of("pool", "web"), Map.of("nvidia.com/gpu", "8", "cpu", "64"));
    }

    @AfterEach
    void forgetTheCluster() {
        System.clearProperty(MASTER);
        System.clearProperty(TRUST);
        cluster.close();
    }

    @Test
    void offersWhatTheNodesOfItsLabelHave() {
        assertThat(ClusterAgent.capacity(options)).isEqualTo(new HostCapacity(64, 256 * 1024));
        assertThat(ClusterAgent.stock(options).disk()).isEqualTo(new DiskSpace(100 * 1024, 100 * 1024));
        GpuReader gpus = ClusterAgent.gpus(options, HOST);
        assertThat(((GpuReading.Devices) gpus.read()).gpus())
                .extracting(Gpu::uuid)
                .containsExactly("lab/one/A100/gpu/0", "lab/one/A100/gpu/1");
        assertThat(gpus.machineOf("lab/one/A100/gpu/1")).isEqualTo("one");
        assertThat(gpus.machineOf("GPU-of-a-driver")).isNull();
    }

    @Test
    void runsPodsInTheNamespaceThatItWasTold() {
        try (ContainerRuntime runtime = ClusterAgent.runtime(options, Clock.systemUTC())) {
            assertThat(runtime.name()).isEqualTo("kubernetes");
            assertThat(runtime.list()).isEmpty();
        }
    }
}
