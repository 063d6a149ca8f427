package io.remotegpu.testing;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays the other services: sends their messages, as often as the test likes. Each call returns when the broker has the message. */
public final class Publisher implements AutoCloseable {
    private final String source;
    private final KafkaProducer<String, Envelope<? extends Message>> envelopes;
    private final KafkaProducer<String, byte[]> anything;

    /** @param source what the envelopes name as their sender */
    public Publisher(String bootstrapServers, String source) {
        this.source = source;
        this.envelopes = producer(bootstrapServers, new EnvelopeSerializer());
        this.anything = producer(bootstrapServers, new ByteArraySerializer());
    }

    /** Sends a message in a new envelope and returns it, for sending it again. */
    public <M extends Message> Envelope<M> publish(M message) {
        Envelope<M> envelope = new Envelope<>(UUID.randomUUID(), source, Instant.now(), null, message);
        publish(envelope);
        return envelope;
    }

    /** Sends this very envelope; sent twice it is a redelivery. */
    public void publish(Envelope<? extends Message> envelope) {
        send(envelopes, EnvelopeRecord.of(envelope));
    }

    /** Sends whatever it is, readable or not. */
    public void publish(ProducerRecord<String, byte[]> raw) {
        send(anything, raw);
    }

    @Override
    public void close() {
        envelopes.close();
        anything.close();
    }

    private static <V> void send(KafkaProducer<String, V> producer, ProducerRecord<String, V> sent) {
        try {
            producer.send(sent).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the embedded Kafka refused a message on " + sent.topic(), failure);
        }
    }

    private static <V> KafkaProducer<String, V> producer(String bootstrapServers, Serializer<V> values) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0);
        return new KafkaProducer<>(settings, new StringSerializer(), values);
    }
}
