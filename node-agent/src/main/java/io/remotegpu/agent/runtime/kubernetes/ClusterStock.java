package io.remotegpu.agent.runtime.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.contracts.workload.DiskSpace;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the nodes that an agent serves say of themselves. */
public final class ClusterStock implements HostStock {
    private static final String EPHEMERAL = "ephemeral-storage";

    private final KubernetesClient cluster;
    private final ClusterSettings settings;

    public ClusterStock(KubernetesClient cluster, ClusterSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /** What pods may write beside their volumes, over all nodes; they do not tell what is free of it. */
    @Override
    public @Nullable DiskSpace disk() {
        long mebibytes = nodes().stream()
                .mapToLong(node -> ClusterNodes.mebibytes(node, EPHEMERAL))
                .sum();
        int total = (int) Math.min(Integer.MAX_VALUE, mebibytes);
        return total == 0 ? null : new DiskSpace(total, total);
    }

    /** Of each node those that it tells, under each of their names but the sums. */
    @Override
    public List<String> images() {
        return nodes().stream()
                .flatMap(ClusterStock::images)
                .flatMap(image -> image.getNames() == null ? Stream.empty() : image.getNames().stream())
                .filter(name -> !name.contains("@"))
                .distinct()
                .sorted()
                .limit(MOST_IMAGES)
                .toList();
    }

    private static Stream<ContainerImage> images(Node node) {
        List<ContainerImage> images = node.getStatus().getImages();
        return images == null ? Stream.empty() : images.stream();
    }

    private List<Node> nodes() {
        return ClusterNodes.serving(cluster, settings);
    }
}
