package io.remotegpu.scheduler.resizing;

import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.scheduler.leases.CapacityFreed;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.Leases;
import io.remotegpu.scheduler.resizing.ResizeWorkload.Size;
import io.remotegpu.scheduler.resizing.Sizes.Sized;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes the wish for another size. */
@Component
class Resizing {
    private final Sizes sizes;
    private final Leases leases;
    private final SagaRunner sagas;
    private final Outbox outbox;
    private final ApplicationEventPublisher application;

    Resizing(Sizes sizes, Leases leases, SagaRunner sagas, Outbox outbox, ApplicationEventPublisher application) {
        this.sizes = sizes;
        this.leases = leases;
        this.sagas = sagas;
        this.outbox = outbox;
        this.application = application;
    }

    /** In the transaction that takes in the wish. */
    @EventListener
    void on(EnvResizeRequested wish) {
        String key = ResizeKey.of(wish.environmentId());
        if (sagas.lockActive(key).isPresent()) {
            refuse(wish, "another change of its size is under way");
            return;
        }
        sizes.lock(wish.environmentId())
                .ifPresentOrElse(sized -> resize(wish, sized), () -> refuse(wish, "it does not exist"));
    }

    private void resize(EnvResizeRequested wish, Sized sized) {
        switch (sized.phase()) {
            case "running" -> begin(wish, sized.size());
            case "stopped", "failed", "queued" -> fromItsNextStart(wish);
            default -> refuse(wish, "it is " + sized.phase() + " now: try again once it runs or is stopped");
        }
    }

    private void begin(EnvResizeRequested wish, Size old) {
        Lease lease = leases.open(wish.environmentId()).orElseThrow();
        var wanted = new Size(wish.cpu(), wish.memory());
        sagas.start(
                ResizeWorkload.SAGA,
                ResizeKey.of(wish.environmentId()),
                new ResizeWorkload(
                        wish.environmentId(), lease.hostId(), lease.epoch(), wish.changeId(), old, wanted, null, null));
    }

    /** One that waits may fit now. */
    private void fromItsNextStart(EnvResizeRequested wish) {
        sizes.remember(wish.environmentId(), new Size(wish.cpu(), wish.memory()));
        outbox.publish(new EnvResized(wish.environmentId(), 0, wish.changeId(), wish.cpu(), wish.memory()));
        application.publishEvent(new CapacityFreed());
    }

    private void refuse(EnvResizeRequested wish, String reason) {
        outbox.publish(new EnvResizeRefused(wish.environmentId(), wish.changeId(), reason, null, null));
    }
}
