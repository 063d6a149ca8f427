package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.remotegpu.agent.runtime.HostCapacity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The nodes that an agent serves: those with its labels that have GPUs, are ready and take new pods. */
public final class ClusterNodes {
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1024L * 1024);

    private ClusterNodes() {}

    /** What they have to allocate of cores and memory. Empty of both if there are none. */
    public static HostCapacity capacity(KubernetesClient cluster, ClusterSettings settings) {
        List<Node> nodes = serving(cluster, settings);
        return new HostCapacity(
                nodes.stream()
                        .mapToDouble(node -> amount(node, "cpu").doubleValue())
                        .sum(),
                nodes.stream().mapToInt(node -> (int) mebibytes(node, "memory")).sum());
    }

    static List<Node> serving(KubernetesClient cluster, ClusterSettings settings) {
        return cluster.nodes().withLabels(settings.nodes()).list().getItems().stream()
                .filter(node -> node.getStatus() != null && node.getStatus().getAllocatable() != null)
                .filter(node -> allocatable(node).keySet().stream().anyMatch(GpuSlot::isKind))
                .filter(ClusterNodes::takesPods)
                .toList();
    }

    private static boolean takesPods(Node node) {
        NodeSpec spec = node.getSpec();
        boolean closed = spec != null && Boolean.TRUE.equals(spec.getUnschedulable());
        return !closed
                && Objects.requireNonNullElse(
                                node.getStatus().getConditions(),
                                List.<io.fabric8.kubernetes.api.model.NodeCondition>of())
                        .stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static Map<String, Quantity> allocatable(Node node) {
        return node.getStatus().getAllocatable();
    }

    static long mebibytes(Node node, String resource) {
        return amount(node, resource).divideToIntegralValue(MEBIBYTE).longValue();
    }

    private static BigDecimal amount(Node node, String resource) {
        Quantity amount = allocatable(node).get(resource);
        return amount == null ? BigDecimal.ZERO : Quantity.getAmountInBytes(amount);
    }
}
