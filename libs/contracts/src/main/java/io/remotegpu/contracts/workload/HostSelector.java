package io.remotegpu.contracts.workload;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which hosts will do for a workload, beside those with room for it.
 *
 * @param labels what a host must be labelled with, all of it
 * @param tolerations taints of hosts, {@code key=value}, that it does not mind; it is not drawn to such hosts
 */
public record HostSelector(Map<String, String> labels, List<String> tolerations) {
    public static final HostSelector ANY = new HostSelector(Map.of(), List.of());

    public HostSelector {
        labels = Map.copyOf(Objects.requireNonNullElse(labels, Map.of()));
        tolerations = List.copyOf(Objects.requireNonNullElse(tolerations, List.of()));
    }
}
