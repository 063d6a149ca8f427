package io.remotegpu.billing.intake;

import io.remotegpu.billing.meter.Fact;
import io.remotegpu.billing.meter.Lease;
import io.remotegpu.billing.meter.LeaseFact;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.GisEvent.GisRestartRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.Workload;
import java.util.List;

/** What people want kept: a home is reserved from the first wish for it on, whether or not a host is found at once. */
final class WishFacts {
    private final Envelope<Message> envelope;
    private final FactBatch batch;

    private WishFacts(Envelope<Message> envelope, FactBatch batch) {
        this.envelope = envelope;
        this.batch = batch;
    }

    static void sort(Envelope<Message> envelope, FactBatch batch) {
        WishFacts facts = new WishFacts(envelope, batch);
        switch (envelope.message()) {
            case EnvRequested wish ->
                facts.home(wish.environmentId(), wish.customerId(), wish.workspaceId(), wish.workload());
            case GisStartRequested wish ->
                facts.home(wish.serviceId(), wish.customerId(), wish.workspaceId(), wish.workload());
            case GisRestartRequested wish ->
                facts.home(wish.serviceId(), wish.customerId(), wish.workspaceId(), wish.workload());
            default -> {} // other wishes keep nothing that is not kept already
        }
    }

    private void home(WorkloadId workload, CustomerId customer, WorkspaceId workspace, Workload wanted) {
        if (wanted.storage() > 0) {
            Fact.Terms terms = new Fact.Terms(customer, workspace, null, List.of(), 0, 0, wanted.storage());
            Fact kept = new Fact.Started(envelope.time(), terms);
            batch.leases.add(new LeaseFact(Lease.home(workload), kept, envelope.id(), envelope.time()));
        }
    }
}
