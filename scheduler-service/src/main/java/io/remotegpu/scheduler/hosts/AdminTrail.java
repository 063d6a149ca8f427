package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.FleetEvent.HostAdministered;
import io.remotegpu.contracts.HostId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells who did what to a host, in the transaction that does it: what fails was not done by anybody. */
@Component
class AdminTrail {
    private final Outbox outbox;

    AdminTrail(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @param action as {@link HostAdministered} has it */
    @Transactional
    public void toHost(Caller caller, HostId host, String action, Runnable change) {
        change(caller, host, null, action, change);
    }

    @Transactional
    public void toGpu(Caller caller, HostId host, String gpu, String action, Runnable change) {
        change(caller, host, gpu, action, change);
    }

    private void change(Caller caller, HostId host, @Nullable String gpu, String action, Runnable change) {
        change.run();
        outbox.publish(new HostAdministered(host, gpu, action, caller.id(), caller.username()));
    }
}
