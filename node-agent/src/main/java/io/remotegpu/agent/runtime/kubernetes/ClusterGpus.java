package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.contracts.HostId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The GPUs that the nodes have to allocate, as slots of each node. What a process is to a card a pod is to a slot: as long as there is one, even one that is being
 * deleted on a node that does not answer, its slots are not clean.
 */
public final class ClusterGpus implements GpuReader {
    private static final String PRODUCT = "nvidia.com/gpu.product";
    private static final String MEMORY = "nvidia.com/gpu.memory";
    private static final String DRIVER = "nvidia.com/cuda.driver-version.full";

    private final KubernetesClient cluster;
    private final HostId host;
    private final ClusterSettings settings;
    private final Pods pods;

    /** @param host by whose name the slots are called */
    public ClusterGpus(KubernetesClient cluster, HostId host, ClusterSettings settings) {
        this.cluster = cluster;
        this.host = host;
        this.settings = settings;
        this.pods = new Pods(cluster, settings);
    }

    private record Kind(String product, String kind, int memory) {}

    @Override
    public GpuReading read() {
        try {
            List<Node> nodes = ClusterNodes.serving(cluster, settings);
            Map<String, List<GpuProcess>> holders = holders();
            return new GpuReading.Devices(driver(nodes), slots(nodes, holders));
        } catch (KubernetesClientException silent) {
            return new GpuReading.Unavailable(
                    GpuReading.Cause.NO_DRIVER, "the cluster does not answer: " + ApiWords.of(silent));
        }
    }

    @Override
    public @Nullable String machineOf(String uuid) {
        return GpuSlot.parse(uuid).map(GpuSlot::node).orElse(null);
    }

    private List<Gpu> slots(List<Node> nodes, Map<String, List<GpuProcess>> holders) {
        List<Gpu> slots = new ArrayList<>();
        nodes.stream()
                .sorted(Comparator.comparing(node -> node.getMetadata().getName()))
                .forEach(node -> addSlots(node, holders, slots));
        return slots;
    }

    private void addSlots(Node node, Map<String, List<GpuProcess>> holders, List<Gpu> slots) {
        new TreeMap<>(node.getStatus().getAllocatable()).forEach((resource, amount) -> {
            for (int index = 0; GpuSlot.isKind(resource) && index < number(amount); index++) {
                Kind kind = kind(node.getMetadata().getLabels(), resource);
                GpuSlot slot = new GpuSlot(host, node.getMetadata().getName(), kind.product(), kind.kind(), index);
                slots.add(gpu(slot, slots.size(), kind.memory(), holders.getOrDefault(slot.id(), List.of())));
            }
        });
    }

    private static Kind kind(Map<String, String> labels, String resource) {
        String memory = labels.getOrDefault(MEMORY, "0");
        return new Kind(
                labels.getOrDefault(PRODUCT, "NVIDIA-GPU"),
                GpuSlot.kindOf(resource),
                memory.matches("\\d{1,9}") ? Integer.parseInt(memory) : 0);
    }

    private static int number(Quantity amount) {
        return Quantity.getAmountInBytes(amount).intValue();
    }

    private static Gpu gpu(GpuSlot slot, int place, int memory, List<GpuProcess> holders) {
        return new Gpu(slot.id(), place, slot.name(), "NVIDIA", "", memory, 0, false, holders, null);
    }

    /** By slot, the pods that hold it. A pod has no number that means anything here. */
    private Map<String, List<GpuProcess>> holders() {
        Map<String, List<GpuProcess>> holders = new HashMap<>();
        for (Pod pod : pods.all()) {
            if (PodStates.mayRun(pod)) {
                String name = pod.getMetadata().getName();
                PodStates.gpus(pod).forEach(slot -> holders.computeIfAbsent(slot, any -> new ArrayList<>())
                        .add(new GpuProcess(0, "pod " + name, 0)));
            }
        }
        return holders;
    }

    private static String driver(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.getMetadata().getLabels().getOrDefault(DRIVER, ""))
                .filter(version -> !version.isEmpty())
                .distinct()
                .sorted()
                .findFirst()
                .orElse("");
    }
}
