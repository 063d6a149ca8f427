package io.remotegpu.billing.intake;

import io.remotegpu.billing.ledger.GpuLedger.Incident;
import io.remotegpu.billing.ledger.IncidentKind;
import io.remotegpu.billing.meter.Fact;
import io.remotegpu.billing.meter.Lease;
import io.remotegpu.billing.meter.LeaseFact;
import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the facts of scheduler-service say of leases, and of homes that are gone. */
final class SchedulerFacts {
    private SchedulerFacts() {}

    static void sort(Envelope<Message> envelope, FactBatch batch) {
        Told told = new Told(envelope, batch);
        switch (envelope.message()) {
            case GpuReserved fact ->
                told.lease(
                        fact.workloadId(), fact.epoch(), new Fact.Leased(envelope.time(), fact.hostId(), fact.gpus()));
            case EnvRunning fact ->
                told.lease(fact.workloadId(), fact.epoch(), new Fact.Started(fact.startedAt(), terms(fact)));
            case EnvStopped fact -> told.stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt());
            case EnvFailed fact -> told.stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt());
            case EnvRescheduled fact -> told.stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt());
            case EnvPreempted fact -> told.stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt());
            case EnvDeleted fact -> told.deleted(fact);
            case EnvUnknown fact -> told.lease(fact.workloadId(), fact.epoch(), new Fact.Paused(fact.lastAttestedAt()));
            case EnvRecovered fact -> told.lease(fact.workloadId(), fact.epoch(), new Fact.Resumed(fact.recoveredAt()));
            case EnvDegraded fact -> told.lease(fact.workloadId(), fact.epoch(), new Fact.Paused(fact.since()));
            case EnvRestored fact -> told.lease(fact.workloadId(), fact.epoch(), new Fact.Resumed(fact.at()));
            case EnvResized fact -> told.resized(fact);
            case GpuReleased fact -> told.released(fact);
            default -> {} // other facts on these topics cost nothing and hold nothing
        }
    }

    private static Fact.Terms terms(EnvRunning fact) {
        return new Fact.Terms(
                fact.customerId(), fact.workspaceId(), fact.hostId(), fact.gpus(), fact.cpu(), fact.memory(), 0);
    }

    /** One message and the batch that what it says goes into. */
    private record Told(Envelope<Message> envelope, FactBatch batch) {
        void lease(WorkloadId workload, long epoch, Fact fact) {
            add(new Lease(workload, epoch), fact);
        }

        /** Without an instant it never ran. */
        void stopped(WorkloadId workload, long epoch, @Nullable Instant at) {
            if (at != null) {
                lease(workload, epoch, new Fact.Stopped(at));
            }
        }

        /** Without an epoch nothing runs, and the next start names the size. */
        void resized(EnvResized fact) {
            if (fact.epoch() > 0) {
                Fact.Size size = new Fact.Size(fact.cpu(), fact.memory());
                lease(fact.workloadId(), fact.epoch(), new Fact.Resized(envelope.time(), size));
            }
        }

        void deleted(EnvDeleted fact) {
            stopped(fact.workloadId(), fact.epoch(), fact.stoppedAt());
            add(Lease.home(fact.workloadId()), new Fact.Stopped(envelope.time()));
        }

        void released(GpuReleased fact) {
            lease(fact.workloadId(), fact.epoch(), new Fact.Released(envelope.time()));
            HostId host = fact.hostId();
            if (host != null) {
                fact.quarantined()
                        .forEach(gpu -> batch.incidents.add(new Incident(
                                IncidentKind.QUARANTINE, false, gpu.uuid(), host, fact.epoch(), envelope.time())));
            }
        }

        private void add(Lease lease, Fact fact) {
            batch.leases.add(new LeaseFact(lease, fact, envelope.id(), envelope.time()));
        }
    }
}
