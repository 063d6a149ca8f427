package io.remotegpu.billing.ledger;

import io.remotegpu.contracts.HostId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What facts say of GPUs goes in here. Everything runs in the caller's transaction, and saying it again changes nothing. */
@Component
public class GpuLedger {
    private final Timelines timelines;
    private final Fleet fleet;
    private final Attestations attestations;
    private final IncidentFacts incidents;

    GpuLedger(Timelines timelines, Fleet fleet, Attestations attestations, IncidentFacts incidents) {
        this.timelines = timelines;
        this.fleet = fleet;
        this.attestations = attestations;
        this.incidents = incidents;
    }

    /** A GPU that a host says it has. */
    public record Gpu(String uuid, String model) {}

    /** A host's whole inventory at an instant. */
    public record Inventory(HostId hostId, Instant at, List<Gpu> gpus) {}

    /** A host was removed, with all the GPUs that it had. */
    public record Removal(HostId hostId, Instant at) {}

    /** A host was heard of. */
    public record Heard(HostId hostId, Instant at) {}

    /**
     * The start or end of a time in which a GPU could not be worked with.
     *
     * @param over whether it ended
     * @param number tells it from the GPU's other incidents of the kind, so that start and end are matched in any order
     */
    public record Incident(IncidentKind kind, boolean over, String gpuUuid, HostId hostId, long number, Instant at) {}

    public void leases(Collection<LeasedTime> leases) {
        timelines.apply(leases.stream()
                .flatMap(lease -> lease.gpus().stream()
                        .map(gpu -> new TrackChange(
                                gpu,
                                "lease",
                                lease.key(),
                                lease.hostId().value(),
                                lease.workloadId().value(),
                                lease.epoch(),
                                lease.spans())))
                .toList());
    }

    /** A GPU that another host still has is not given to the one that claims it. */
    public void inventories(Collection<Inventory> inventories) {
        inventories.forEach(this::register);
    }

    private void register(Inventory inventory) {
        attestations.takeTurn(inventory.hostId());
        List<TrackChange> presence = fleet.register(inventory);
        timelines.apply(presence);
        String host = inventory.hostId().value();
        timelines.apply(presence.stream()
                .flatMap(change -> silences(change, host, inventory.at()).stream())
                .toList());
    }

    /** What came is told of the silences that it missed, what another host lost of the one in which it was lost. */
    private List<TrackChange> silences(TrackChange presence, String host, Instant at) {
        return presence.hostId().equals(host)
                ? attestations.silencesOf(presence.gpuUuid(), host, at)
                : attestations.silenceUntil(presence.gpuUuid(), presence.hostId(), at);
    }

    /** What it had ends there; a silence before that was one to the last. */
    public void removals(Collection<Removal> removals) {
        for (Removal removal : removals) {
            attestations.takeTurn(removal.hostId());
            timelines.apply(fleet.remove(removal));
        }
        heard(removals.stream()
                .map(removal -> new Heard(removal.hostId(), removal.at()))
                .toList());
    }

    public void heard(Collection<Heard> hosts) {
        timelines.apply(attestations.record(hosts));
    }

    public void incidents(Collection<Incident> facts) {
        timelines.apply(incidents.record(facts));
    }
}
