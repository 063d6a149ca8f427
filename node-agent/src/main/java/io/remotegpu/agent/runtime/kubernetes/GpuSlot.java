package io.remotegpu.agent.runtime.kubernetes;

import io.remotegpu.contracts.HostId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A claim to one of the equal GPUs of a node. Which card it is the device plugin decides when the pod starts; there are as many slots as the node
 * has to allocate.
 *
 * @param node the pod goes there
 * @param product as the nodes are labelled, such as {@code NVIDIA-A100-SXM4-80GB}
 * @param kind {@code gpu} for whole ones, {@code mig-1g.10gb} for slices
 */
record GpuSlot(HostId host, String node, String product, String kind, int index) {
    private static final String RESOURCES = "nvidia.com/";
    private static final Pattern ID = Pattern.compile("([^/]+)/([^/]+)/([^/]+)/(gpu|mig-[0-9a-z.+]+)/(\\d{1,6})");

    static Optional<GpuSlot> parse(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(new GpuSlot(
                        new HostId(parts.group(1)),
                        parts.group(2),
                        parts.group(3),
                        parts.group(4),
                        Integer.parseInt(parts.group(5))))
                : Optional.empty();
    }

    static boolean isKind(String resource) {
        return resource.equals(RESOURCES + "gpu") || resource.startsWith(RESOURCES + "mig-");
    }

    static String kindOf(String resource) {
        return resource.substring(RESOURCES.length());
    }

    String id() {
        return host + "/" + node + "/" + product + "/" + kind + "/" + index;
    }

    /** What a pod asks the cluster for. */
    String resource() {
        return RESOURCES + kind;
    }

    /** As a driver would call it, slices by their profile. */
    String name() {
        return kind.equals("gpu") ? product : product + " MIG " + kind.substring("mig-".length());
    }
}
