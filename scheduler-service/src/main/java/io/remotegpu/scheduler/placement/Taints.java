package io.remotegpu.scheduler.placement;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which taints of hosts a request does not mind. Each says whom a host takes: {@code gpu=required} only what asks for GPUs,
 * {@code gpu-sharing=forbidden} nothing that shares one, {@code spot=only} only what may be stopped for others, {@code workspace=<id>} and
 * {@code customer=<id>} only theirs. Any other {@code key=value} lets in who says that it tolerates it; one without a value is minded by all, which closes
 * the host for new work.
 */
public final class Taints {
    private static final String WHOLE_GPUS_ONLY = "gpu-sharing=forbidden";
    private static final String GPU_REQUIRED = "gpu=required";
    private static final String SPOT_ONLY = "spot=only";

    /** Nobody says of himself that he fulfils these. */
    private static final Set<String> JUDGED = Set.of("gpu", "gpu-sharing", "spot", "workspace", "customer");

    private Taints() {}

    /** @param spot whether it may be stopped for others */
    public record Asker(long customer, long workspace, boolean spot) {}

    /** Those of the taints that it does not mind. */
    public static Set<String> tolerated(Set<String> taints, Demand demand, Asker asker) {
        return taints.stream()
                .filter(taint -> isTolerated(taint, demand, asker))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isTolerated(String taint, Demand demand, Asker asker) {
        return switch (taint) {
            case WHOLE_GPUS_ONLY -> demand.milli() == 1000;
            case GPU_REQUIRED -> demand.gpus() > 0;
            case SPOT_ONLY -> asker.spot();
            default ->
                taint.equals("workspace=" + asker.workspace())
                        || taint.equals("customer=" + asker.customer())
                        || isOpen(taint) && demand.tolerations().contains(taint);
        };
    }

    private static boolean isOpen(String taint) {
        int end = taint.indexOf('=');
        return end > 0 && !JUDGED.contains(taint.substring(0, end));
    }
}
