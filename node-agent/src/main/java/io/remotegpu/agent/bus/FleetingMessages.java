package io.remotegpu.agent.bus;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is worth nothing later, such as answers: what Kafka does not take now is dropped, and nobody waits for it. */
public final class FleetingMessages implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FleetingMessages.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final String source;
    private final Clock clock;
    private final KafkaProducer<String, Envelope<? extends Message>> producer;

    public FleetingMessages(KafkaSettings settings, Clock clock) {
        this.source = "node-agent/" + settings.host();
        this.clock = clock;
        Map<String, Object> hasty = settings.producer();
        hasty.put(ProducerConfig.ACKS_CONFIG, "1");
        hasty.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        // what is sent again after a failure must not overtake
        hasty.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        hasty.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        hasty.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        hasty.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        this.producer = new KafkaProducer<>(
                hasty, new StringSerializer(), settings.access().speaking(new EnvelopeSerializer()));
    }

    public void send(Message message) {
        Envelope<Message> envelope = new Envelope<>(UUID.randomUUID(), source, clock.instant(), null, message);
        try {
            producer.send(EnvelopeRecord.of(envelope), (sent, failure) -> {
                if (failure != null) {
                    log.debug("{} was dropped: {}", message.topic(), failure.toString());
                }
            });
        } catch (KafkaException | IllegalStateException awayOrClosed) {
            log.debug("{} was dropped: {}", message.topic(), awayOrClosed.toString());
        }
    }

    @Override
    public void close() {
        producer.close(LAST_WORDS);
    }
}
