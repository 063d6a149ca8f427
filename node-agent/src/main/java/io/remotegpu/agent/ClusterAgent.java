package io.remotegpu.agent;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.HostCapacity;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.agent.runtime.kubernetes.ClusterGpus;
import io.remotegpu.agent.runtime.kubernetes.ClusterNodes;
import io.remotegpu.agent.runtime.kubernetes.ClusterSettings;
import io.remotegpu.agent.runtime.kubernetes.ClusterStock;
import io.remotegpu.agent.runtime.kubernetes.KubernetesRuntime;
import io.remotegpu.contracts.HostId;
import java.time.Clock;

/** The parts of an agent that know a cluster. The virtual machine reads this class, and all that stands behind it, only where it is asked for. */
final class ClusterAgent {
    /** A heartbeat must not wait for a cluster that does not answer: silence is the truth then. */
    private static final int RETRIES = 2;

    private static final int PATIENCE_MILLIS = 10_000;

    private ClusterAgent() {}

    static ContainerRuntime runtime(AgentOptions options, Clock clock) {
        return new KubernetesRuntime(connect(), settings(options), clock);
    }

    static GpuReader gpus(AgentOptions options, HostId host) {
        return new ClusterGpus(connect(), host, settings(options));
    }

    static HostStock stock(AgentOptions options) {
        return new ClusterStock(connect(), settings(options));
    }

    static HostCapacity capacity(AgentOptions options) {
        try (KubernetesClient cluster = connect()) {
            return ClusterNodes.capacity(cluster, settings(options));
        }
    }

    private static KubernetesClient connect() {
        Config found = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestTimeout(PATIENCE_MILLIS)
                .build();
        return new KubernetesClientBuilder().withConfig(found).build();
    }

    private static ClusterSettings settings(AgentOptions options) {
        ClusterOptions cluster = options.cluster;
        return new ClusterSettings(
                options.platformId,
                cluster.namespace,
                cluster.serviceAccount,
                cluster.storageClass,
                cluster.volumeSize,
                cluster.nodes,
                cluster.unschedulableFor);
    }
}
