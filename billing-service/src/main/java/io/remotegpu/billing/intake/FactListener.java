package io.remotegpu.billing.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.listen.Batches;
import java.util.List;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears facts as many at a time as there are. If one cannot be handled it alone is given up on, not its batch. */
@Component
class FactListener {
    static final String CONSUMER = "billing.meter";

    private final FactIntake intake;
    private final Counter taken;

    FactListener(FactIntake intake, MeterRegistry meters) {
        this.intake = intake;
        this.taken = meters.counter("billing.facts.taken");
    }

    @KafkaListener(
            id = CONSUMER,
            topics = {Topics.SCHEDULER, Topics.FLEET, Topics.NODE, Topics.ENVIRONMENT, Topics.GIS},
            containerFactory = Batches.FACTORY,
            concurrency = "${billing.intake.consumers:2}",
            properties = {"max.poll.records=1000", "max.partition.fetch.bytes=4194304"})
    void on(List<Envelope<Message>> envelopes) {
        Halves.take(envelopes, this::take);
    }

    private void take(List<Envelope<Message>> envelopes) {
        intake.take(envelopes);
        taken.increment(envelopes.size());
    }
}
