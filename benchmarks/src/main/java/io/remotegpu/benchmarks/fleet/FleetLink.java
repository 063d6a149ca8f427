package io.remotegpu.benchmarks.fleet;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.kafka.EnvelopeRecord;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The simulation's own way to and from Kafka. Its threads bear a name by which their cost is told from the platform's. */
final class FleetLink implements AutoCloseable {
    static final String THREADS = "fleet";

    private final String kafka;
    private final KafkaProducer<String, Envelope<? extends Message>> producer;

    FleetLink(String kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 0, "client.id", THREADS),
                new StringSerializer(),
                new EnvelopeSerializer());
    }

    void say(Message message) {
        producer.send(EnvelopeRecord.of(new Envelope<>(UUID.randomUUID(), "fleet", Instant.now(), null, message)));
    }

    /** Hands on whatever comes on these partitions from now on, until closed. Returns once nothing can be missed. */
    Listening listen(Collection<TopicPartition> partitions, Consumer<Message> heard) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "client.id", THREADS + "-" + UUID.randomUUID()),
                new StringDeserializer(),
                new EnvelopeDeserializer());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Thread thread =
                Thread.ofPlatform().daemon().name(THREADS + "-listening").start(() -> keepListening(consumer, heard));
        return new Listening(consumer, thread);
    }

    @Override
    public void close() {
        producer.close();
    }

    private static void keepListening(KafkaConsumer<String, Envelope<Message>> consumer, Consumer<Message> heard) {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(heardNow -> heard.accept(heardNow.value().message()));
            }
        } catch (WakeupException closed) {
            Thread.currentThread().interrupt();
        }
    }

    record Listening(KafkaConsumer<String, Envelope<Message>> consumer, Thread thread) implements AutoCloseable {
        @Override
        public void close() throws InterruptedException {
            consumer.wakeup();
            thread.join();
        }
    }
}
