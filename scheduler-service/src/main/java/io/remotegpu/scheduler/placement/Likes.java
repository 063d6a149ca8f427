package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a request likes and dislikes about hosts beside what it needs: kept by host, so that only hosts that matter to it are looked at. */
final class Likes {
    /** Dearer than any score: a host that failed it comes after all others. */
    private static final float FAILED_IT = 1e7f;
    /** A pull is saved. */
    private static final float HAS_IMAGE = -100;
    /** Each other workload of the customer: what breaks that host breaks both. */
    private static final float SHARED = 20;

    private final Map<String, Set<HostId>> byImage = new HashMap<>();
    private final Map<Long, Map<HostId, Integer>> byCustomer = new HashMap<>();

    void put(FleetHost host) {
        host.images().forEach(image -> byImage.computeIfAbsent(ImageName.full(image), any -> new HashSet<>())
                .add(host.id()));
        host.customers().forEach((customer, count) -> byCustomer
                .computeIfAbsent(customer, any -> new HashMap<>())
                .put(host.id(), count));
    }

    void remove(FleetHost host) {
        host.images()
                .forEach(image -> byImage.computeIfPresent(ImageName.full(image), (any, hosts) -> {
                    hosts.remove(host.id());
                    return hosts.isEmpty() ? null : hosts;
                }));
        host.customers()
                .forEach((customer, count) -> byCustomer.computeIfPresent(customer, (any, hosts) -> {
                    hosts.remove(host.id());
                    return hosts.isEmpty() ? null : hosts;
                }));
    }

    Inclination of(PlacementRequest request, FleetIndex index) {
        if (request.home() != null) {
            Integer home = index.position(request.home());
            boolean open = !request.kept().contains(request.home());
            return position -> open && home != null && home == position ? 0 : Float.POSITIVE_INFINITY;
        }
        Map<Integer, Float> likes = new HashMap<>();
        request.avoided().forEach(host -> add(likes, index, host, FAILED_IT));
        byImage.getOrDefault(ImageName.full(request.image()), Set.of())
                .forEach(host -> add(likes, index, host, HAS_IMAGE));
        if (request.customer() != null) {
            byCustomer
                    .getOrDefault(request.customer(), Map.of())
                    .forEach((host, count) -> add(likes, index, host, SHARED * count));
        }
        request.kept().forEach(host -> add(likes, index, host, Float.POSITIVE_INFINITY));
        return likes.isEmpty() ? Inclination.NONE : position -> likes.getOrDefault(position, 0f);
    }

    private static void add(Map<Integer, Float> likes, FleetIndex index, HostId host, float amount) {
        Integer position = index.position(host);
        if (position != null) {
            likes.merge(position, amount, Float::sum);
        }
    }
}
