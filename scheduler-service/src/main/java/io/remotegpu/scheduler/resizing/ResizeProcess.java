package io.remotegpu.scheduler.resizing;

import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import io.remotegpu.scheduler.resizing.ResizeWorkload.Size;
import org.springframework.stereotype.Component;

/** What follows from a change of size: it is remembered for the next start, or its owner learns why it was refused. */
@Component
class ResizeProcess implements SagaProcess<ResizeWorkload> {
    private final Sizes sizes;
    private final Outbox outbox;

    ResizeProcess(Sizes sizes, Outbox outbox) {
        this.sizes = sizes;
        this.outbox = outbox;
    }

    @Override
    public Saga<ResizeWorkload> definition() {
        return ResizeWorkload.SAGA;
    }

    @Override
    public void ended(String key, Outcome<ResizeWorkload> outcome) {
        switch (outcome) {
            case Outcome.Completed(ResizeWorkload data) -> resized(data);
            case Outcome.Compensated(ResizeWorkload data, Failure failure) ->
                outbox.publish(data.refusedBecause(failure));
        }
    }

    private void resized(ResizeWorkload data) {
        Size size = data.wanted();
        sizes.remember(data.id(), size);
        outbox.publish(new EnvResized(data.id(), data.epoch(), data.changeId(), size.cpu(), size.memory()));
    }
}
