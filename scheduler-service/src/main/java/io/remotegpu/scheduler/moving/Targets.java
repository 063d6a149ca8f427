package io.remotegpu.scheduler.moving;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.leases.Fleet;
import io.remotegpu.scheduler.placement.Placed;
import io.remotegpu.scheduler.placement.PlacementRequest;
import io.remotegpu.scheduler.provisioning.Relocation.Resident;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds where something that leaves a host can go. */
@Component
class Targets {
    private final JdbcClient jdbc;
    private final Fleet fleet;
    private final MoveStore moves;
    private final MoveProperties properties;

    Targets(JdbcClient jdbc, Fleet fleet, MoveStore moves, MoveProperties properties) {
        this.jdbc = jdbc;
        this.fleet = fleet;
        this.moves = moves;
        this.properties = properties;
    }

    sealed interface Target {
        record Found(Host host) implements Target {}

        /** As many others as may be are on the way there: one that is not down yet waits where it is. */
        record Busy(Host host) implements Target {
            String reason() {
                return "as many homes as it takes in are on their way to host " + host.name() + ": wait for one";
            }
        }

        /** @param reason for a person */
        record None(String reason) implements Target {}
    }

    record Host(String id, String name, String runtime) {
        HostId hostId() {
            return new HostId(id);
        }
    }

    /** @param wanted the only one that will do, null for any that has room now */
    Target of(Resident leaving, HostId source, @Nullable HostId wanted) {
        if (source.equals(wanted)) {
            return new Target.None("it lives on host " + wanted + " already");
        }
        Set<HostId> busy = moves.hostsThatAwait(properties.mostToOneHost(), leaving.id());
        Set<HostId> avoided = new HashSet<>(busy);
        avoided.add(source);
        // taken only when no other fits, which is how one learns that there is no other
        var request = new PlacementRequest(leaving.workload(), wanted, wanted == null ? avoided : Set.of());
        return switch (fleet.wouldPlace(leaving.id(), request)) {
            case Placed.Refusal refusal -> new Target.None(refusal.reason());
            case Placed.Plan plan
            when plan.hostId().equals(source) ->
                new Target.None(
                        busy.isEmpty()
                                ? "no other host has room for it now"
                                : "no other host has room for it now, or as many homes as it takes in are on their way there");
            case Placed.Plan plan -> alike(source, plan.hostId(), busy);
        };
    }

    Optional<Host> host(HostId id) {
        return jdbc.sql("select host_id as id, name, runtime from hosts where host_id = :host")
                .param("host", id.value())
                .query(Host.class)
                .optional();
    }

    /** Whose files they are means something else to another runtime. */
    private Target alike(HostId source, HostId target, Set<HostId> busy) {
        Host from = host(source).orElse(null);
        Host to = host(target).orElse(null);
        if (from == null || to == null) {
            return new Target.None("host " + source + " is not known any more");
        }
        if (to.runtime().equals("kubernetes") || !from.runtime().equals(to.runtime())) {
            return new Target.None(
                    "host %s runs %s and host %s %s: a home goes between hosts alike, and not to or from a cluster"
                            .formatted(from.name(), from.runtime(), to.name(), to.runtime()));
        }
        return busy.contains(target) ? new Target.Busy(to) : new Target.Found(to);
    }
}
