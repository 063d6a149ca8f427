package io.remotegpu.billing.intake;

import io.remotegpu.billing.ledger.GpuLedger.Cleanness;
import io.remotegpu.billing.meter.Fact;
import io.remotegpu.billing.meter.Lease;
import io.remotegpu.billing.meter.LeaseFact;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the facts of scheduler-service and workspace-service say of leases and homes. */
final class SchedulerFacts {
    private SchedulerFacts() {}

    static void sort(Envelope<Message> envelope, FactBatch batch) {
        switch (envelope.message()) {
            case GpuReserved fact ->
                lease(
                        batch,
                        envelope,
                        fact.workloadId(),
                        fact.epoch(),
                        new Fact.Leased(envelope.time(), fact.hostId(), fact.gpus()));
            case EnvRunning fact ->
                lease(
                        batch,
                        envelope,
                        fact.workloadId(),
                        fact.epoch(),
                        new Fact.Started(fact.startedAt(), terms(fact)));
            case EnvStopped fact -> stopped(batch, envelope, fact.workloadId(), fact.epoch(), fact.stoppedAt());
            case EnvFailed fact -> stopped(batch, envelope, fact.workloadId(), fact.epoch(), fact.stoppedAt());
            case EnvRescheduled fact -> stopped(batch, envelope, fact.workloadId(), fact.epoch(), fact.stoppedAt());
            case EnvDeleted fact -> deleted(batch, envelope, fact);
            case EnvUnknown fact ->
                lease(batch, envelope, fact.workloadId(), fact.epoch(), new Fact.Paused(fact.lastAttestedAt()));
            case EnvRecovered fact ->
                lease(batch, envelope, fact.workloadId(), fact.epoch(), new Fact.Resumed(fact.recoveredAt()));
            case GpuReleased fact -> released(batch, envelope, fact);
            case EnvRequested fact -> requested(batch, envelope, fact);
            default -> {} // other facts on these topics cost nothing and hold nothing
        }
    }

    private static void lease(FactBatch batch, Envelope<Message> envelope, WorkloadId workload, long epoch, Fact fact) {
        add(batch, envelope, new Lease(workload, epoch), fact);
    }

    private static void add(FactBatch batch, Envelope<Message> envelope, Lease lease, Fact fact) {
        batch.leases.add(new LeaseFact(lease, fact, envelope.id(), envelope.time()));
    }

    /** Without an instant it never ran. */
    private static void stopped(
            FactBatch batch, Envelope<Message> envelope, WorkloadId workload, long epoch, @Nullable Instant at) {
        if (at != null) {
            lease(batch, envelope, workload, epoch, new Fact.Stopped(at));
        }
    }

    private static void deleted(FactBatch batch, Envelope<Message> envelope, EnvDeleted fact) {
        stopped(batch, envelope, fact.workloadId(), fact.epoch(), fact.stoppedAt());
        add(batch, envelope, Lease.home(fact.workloadId()), new Fact.Stopped(envelope.time()));
    }

    private static void released(FactBatch batch, Envelope<Message> envelope, GpuReleased fact) {
        lease(batch, envelope, fact.workloadId(), fact.epoch(), new Fact.Released(envelope.time()));
        if (fact.hostId() != null) {
            fact.quarantined()
                    .forEach(gpu -> batch.cleanness.add(
                            new Cleanness(gpu.uuid(), fact.hostId(), fact.epoch(), false, envelope.time())));
        }
    }

    /** Its home is reserved from the wish on, whether or not a host is found at once. */
    private static void requested(FactBatch batch, Envelope<Message> envelope, EnvRequested fact) {
        int storage = fact.workload().storage();
        if (storage > 0) {
            Fact.Terms home = new Fact.Terms(fact.customerId(), fact.workspaceId(), null, List.of(), 0, 0, storage);
            add(batch, envelope, Lease.home(fact.environmentId()), new Fact.Started(envelope.time(), home));
        }
    }

    private static Fact.Terms terms(EnvRunning fact) {
        return new Fact.Terms(
                fact.customerId(), fact.workspaceId(), fact.hostId(), fact.gpus(), fact.cpu(), fact.memory(), 0);
    }
}
