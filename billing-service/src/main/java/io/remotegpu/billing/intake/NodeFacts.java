package io.remotegpu.billing.intake;

import io.remotegpu.billing.ledger.GpuLedger.Gpu;
import io.remotegpu.billing.ledger.GpuLedger.Heard;
import io.remotegpu.billing.ledger.GpuLedger.Incident;
import io.remotegpu.billing.ledger.GpuLedger.Inventory;
import io.remotegpu.billing.ledger.IncidentKind;
import io.remotegpu.billing.meter.Attestation;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.AttestedWorkload;

/** What hosts say of themselves and of the workloads on them. */
final class NodeFacts {
    /** The name under which a quarantined GPU is asked about; answers to stops belong to leases that are not released yet. */
    private static final String CHECK = "check-";

    private NodeFacts() {}

    static void sort(Envelope<Message> envelope, FactBatch batch) {
        switch (envelope.message()) {
            case HostRegistered fact -> registered(fact, envelope, batch);
            case HostHeartbeat fact -> heartbeat(fact, batch);
            case GpuVerifiedClean fact when fact.workloadId().value().startsWith(CHECK) -> clean(fact, batch);
            default -> {} // billing counts from what the scheduler makes of the rest
        }
    }

    private static void registered(HostRegistered fact, Envelope<Message> envelope, FactBatch batch) {
        batch.heard.add(new Heard(fact.hostId(), envelope.time()));
        batch.inventories.add(new Inventory(
                fact.hostId(),
                envelope.time(),
                fact.gpus().stream().map(gpu -> new Gpu(gpu.uuid(), gpu.name())).toList()));
    }

    private static void heartbeat(HostHeartbeat fact, FactBatch batch) {
        batch.heard.add(new Heard(fact.hostId(), fact.at()));
        fact.workloads().stream()
                .filter(workload -> workload.state() == AttestedWorkload.State.RUNNING)
                .forEach(workload -> batch.attestations.add(new Attestation(
                        workload.workloadId(), workload.epoch(), fact.hostId(), fact.at(), workload.ranMillis())));
    }

    private static void clean(GpuVerifiedClean fact, FactBatch batch) {
        fact.evidence()
                .forEach(evidence -> batch.incidents.add(new Incident(
                        IncidentKind.QUARANTINE,
                        true,
                        evidence.uuid(),
                        fact.hostId(),
                        fact.epoch(),
                        evidence.checkedAt())));
    }
}
