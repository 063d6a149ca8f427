package io.remotegpu.gateway;

import io.remotegpu.contracts.IdentityEvent;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Speaks as identity-service does. */
final class IdentityFacts {
    private IdentityFacts() {}

    /** Returns when the broker has it. */
    static void tell(IdentityEvent fact) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", Platform.KAFKA.getBrokersAsString());
        try (KafkaProducer<String, Envelope<? extends Message>> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new EnvelopeSerializer())) {
            producer.send(EnvelopeRecord.of(
                            new Envelope<>(UUID.randomUUID(), "identity-service", Instant.now(), null, fact)))
                    .get();
        }
    }
}
