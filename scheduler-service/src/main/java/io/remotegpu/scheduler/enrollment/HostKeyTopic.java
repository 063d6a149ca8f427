package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostKey;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells every service whose signature is whose. Not by the outbox: a host may speak as soon as it has its credentials, so its key must be on
 * the topic before it gets them. To tell the same again does no harm.
 */
@Component
class HostKeyTopic implements DisposableBean {
    private static final int PATIENCE_SECONDS = 10;

    private final DefaultKafkaProducerFactory<String, Envelope<? extends Message>> producers;
    private final KafkaTemplate<String, Envelope<? extends Message>> kafka;
    private final Clock clock;

    HostKeyTopic(ProducerFactory<?, ?> connection, Clock clock) {
        Map<String, Object> settings = new HashMap<>(connection.getConfigurationProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producers = new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new EnvelopeSerializer());
        this.kafka = new KafkaTemplate<>(producers);
        this.clock = clock;
    }

    /** Returns when Kafka has it. */
    void tell(HostKey key) {
        try {
            kafka.send(EnvelopeRecord.of(
                            new Envelope<>(UUID.randomUUID(), "scheduler-service", clock.instant(), null, key)))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw away(stopping);
        } catch (ExecutionException | TimeoutException | KafkaException failed) {
            throw away(failed);
        }
    }

    private static PlatformException away(Exception cause) {
        return new PlatformException(
                ErrorCode.SERVICE_UNAVAILABLE, "Kafka does not take the host's key now: try again", cause);
    }

    @Override
    public void destroy() {
        producers.destroy();
    }
}
