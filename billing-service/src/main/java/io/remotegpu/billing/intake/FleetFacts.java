package io.remotegpu.billing.intake;

import io.remotegpu.billing.ledger.GpuLedger.Incident;
import io.remotegpu.billing.ledger.GpuLedger.Removal;
import io.remotegpu.billing.ledger.IncidentKind;
import io.remotegpu.contracts.FleetEvent.GpuFitAgain;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceEnded;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceStarted;
import io.remotegpu.contracts.FleetEvent.GpuUnfit;
import io.remotegpu.contracts.FleetEvent.HostRemoved;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;

/** What scheduler-service says of GPUs, whoever holds them. */
final class FleetFacts {
    private FleetFacts() {}

    static void sort(Envelope<Message> envelope, FactBatch batch) {
        switch (envelope.message()) {
            case GpuMaintenanceStarted fact ->
                batch.incidents.add(new Incident(
                        IncidentKind.MAINTENANCE, false, fact.gpu(), fact.hostId(), fact.maintenance(), fact.at()));
            case GpuMaintenanceEnded fact ->
                batch.incidents.add(new Incident(
                        IncidentKind.MAINTENANCE, true, fact.gpu(), fact.hostId(), fact.maintenance(), fact.at()));
            case GpuUnfit fact ->
                batch.incidents.add(new Incident(
                        IncidentKind.HEALTH, false, fact.gpu(), fact.hostId(), fact.incident(), fact.at()));
            case GpuFitAgain fact ->
                batch.incidents.add(
                        new Incident(IncidentKind.HEALTH, true, fact.gpu(), fact.hostId(), fact.incident(), fact.at()));
            case HostRemoved fact -> batch.removals.add(new Removal(fact.hostId(), fact.at()));
            default -> {} // the other facts are sorted elsewhere
        }
    }
}
