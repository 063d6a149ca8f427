package io.remotegpu.billing.intake;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/** Hears facts as many at a time as there are. If one cannot be handled it alone is given up on, not its batch. */
@Component
class FactListener {
    static final String CONSUMER = "billing.meter";
    private static final Logger LOG = LoggerFactory.getLogger(FactListener.class);

    private final FactIntake intake;

    FactListener(FactIntake intake) {
        this.intake = intake;
    }

    @KafkaListener(
            id = CONSUMER,
            topics = {Topics.SCHEDULER, Topics.FLEET, Topics.NODE, Topics.ENVIRONMENT, Topics.GIS},
            containerFactory = IntakeConfiguration.BATCHES,
            properties = "max.poll.records=1000")
    void on(List<Envelope<Message>> envelopes) {
        try {
            intake.take(envelopes);
        } catch (DataAccessResourceFailureException databaseIsAway) {
            throw new BatchListenerFailedException("cannot reach the database", databaseIsAway, 0);
        } catch (RuntimeException failure) {
            LOG.warn("Taking {} facts one by one, because together they failed", envelopes.size(), failure);
            oneByOne(envelopes);
        }
    }

    private void oneByOne(List<Envelope<Message>> envelopes) {
        for (int index = 0; index < envelopes.size(); index++) {
            try {
                intake.take(List.of(envelopes.get(index)));
            } catch (RuntimeException failure) {
                throw new BatchListenerFailedException("cannot handle this fact", failure, index);
            }
        }
    }
}
