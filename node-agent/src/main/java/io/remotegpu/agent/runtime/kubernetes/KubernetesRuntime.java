package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.agent.runtime.LastWords;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.Sight;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Pods of one cluster. A container is a pod with a gate: created it has no node yet, started it is given one. It bears a mark that keeps it in the
 * cluster until its end was noted, also if it ends while no agent is there. It is never deleted by force: only the node itself can say that it is gone.
 */
public final class KubernetesRuntime implements ContainerRuntime {
    private final KubernetesClient cluster;
    private final Pods pods;
    private final Belongings belongings;
    private final PodEnds ends;
    private final PodStarts starts;
    private final PodLogs logs;
    private final Unsupported unsupported = new Unsupported();

    public KubernetesRuntime(KubernetesClient cluster, ClusterSettings settings, Clock clock) {
        this.cluster = cluster;
        this.pods = new Pods(cluster, settings);
        this.belongings = new Belongings(cluster, settings);
        this.ends = new PodEnds(clock);
        this.starts = new PodStarts(settings.unschedulableFor(), clock);
        this.logs = new PodLogs(cluster, settings.namespace());
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    /** The node pulls it. */
    @Override
    public boolean needsImage(Workload workload) {
        return false;
    }

    @Override
    public void ensureImage(String image, BooleanSupplier cancelled) {}

    /** Made with the container, which says how large it is to be. */
    @Override
    public void ensureVolume(WorkloadId workload, Volume volume) {}

    @Override
    public String create(ContainerSpec spec) {
        refuseWhatIsOnHosts(spec.workload());
        try {
            belongings.beforePod(spec);
            Pod pod = pods.create(spec);
            belongings.ofPod(spec, pod);
            return pod.getMetadata().getName();
        } catch (KubernetesClientException refused) {
            throw ApiWords.failure(refused);
        }
    }

    @Override
    public void start(String containerId, List<PortMapping> ports) {
        try {
            pods.openGate(containerId);
        } catch (KubernetesClientException refused) {
            throw ApiWords.failure(refused);
        }
    }

    @Override
    public void awaitRunning(String containerId, BooleanSupplier cancelled) {
        try {
            starts.await(() -> pods.get(containerId), cancelled);
        } catch (KubernetesClientException silent) {
            throw ApiWords.failure(silent);
        }
    }

    @Override
    public void stop(String containerId, Duration grace) {
        pods.delete(containerId, grace);
        ends.await(() -> pods.get(containerId), grace);
    }

    @Override
    public void remove(String containerId) {
        Pod pod = pods.get(containerId);
        if (pod != null) {
            if (pod.getMetadata().getDeletionTimestamp() == null) {
                stop(containerId, Duration.ZERO);
            }
            pods.letGo(containerId);
        }
        belongings.removeOfPod(containerId);
    }

    @Override
    public void removeVolumes(WorkloadId workload) {
        belongings.removeOfWorkload(workload);
    }

    @Override
    public List<ContainerSummary> list() {
        try {
            return pods.all().stream()
                    .flatMap(pod -> PodStates.summary(pod).stream())
                    .toList();
        } catch (KubernetesClientException silent) {
            throw ApiWords.failure(silent);
        }
    }

    @Override
    public Optional<Container> inspect(String containerId) {
        return Optional.ofNullable(pods.get(containerId)).flatMap(PodStates::container);
    }

    /** The agent must be where pods can be reached: in the cluster, or with a route into it. */
    @Override
    public Optional<InetSocketAddress> reach(String containerId, int internalPort) {
        return Optional.ofNullable(pods.get(containerId))
                .filter(pod -> pod.getStatus() != null && pod.getStatus().getPodIP() != null)
                .map(pod -> new InetSocketAddress(pod.getStatus().getPodIP(), internalPort));
    }

    @Override
    public void keysChanged(WorkloadId workload, Path keys) {
        belongings.writeKeys(workload, keys);
    }

    @Override
    public LastWords lastWords(String containerId) {
        return logs.lastWords(containerId);
    }

    /** How much pods use only the cluster's own meters know, and not every cluster has any. */
    @Override
    public Sight sight() {
        return new Sight(logs, containerId -> Optional.empty());
    }

    @Override
    public Limits limits() {
        return unsupported;
    }

    @Override
    public Snapshots snapshots() {
        return unsupported;
    }

    @Override
    public Homes homes() {
        return unsupported;
    }

    @Override
    public void onExit(Consumer<WorkloadId> listener) {
        pods.watch(new Endings(listener));
    }

    /** With the client all that it watches ends. */
    @Override
    public void close() {
        cluster.close();
    }

    private static void refuseWhatIsOnHosts(Workload workload) {
        if (!workload.datasets().isEmpty() || workload.dataFiles() != null) {
            throw ApiWords.failure(
                    FailureCause.HOST_ERROR, "its datasets are folders of hosts, which a cluster does not have");
        }
    }
}
