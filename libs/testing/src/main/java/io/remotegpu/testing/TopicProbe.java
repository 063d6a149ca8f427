package io.remotegpu.testing;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Overhears topics: collects what was said on them, in the order each partition has it. Safe to ask from any thread. */
public final class TopicProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final List<Envelope<Message>> envelopes = new CopyOnWriteArrayList<>();
    private final EnvelopeDeserializer deserializer = new EnvelopeDeserializer();
    private final Thread listening;

    private TopicProbe(String bootstrapServers, Pattern topics) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "probe-" + UUID.randomUUID(),
                "auto.offset.reset", "earliest",
                // A new topic makes the group join anew; without its position it would hear everything twice.
                "enable.auto.commit", "true",
                "metadata.max.age.ms", "250");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(topics);
        listening = Thread.ofPlatform().daemon().name("topic-probe").start(this::listen);
    }

    /** Every topic of the platform, those of node commands and dead letters included, also when they appear later. */
    public static TopicProbe ofEveryTopic(String bootstrapServers) {
        return of(bootstrapServers, Pattern.compile("remotegpu\\..*"));
    }

    public static TopicProbe of(String bootstrapServers, Pattern topics) {
        return new TopicProbe(bootstrapServers, topics);
    }

    /** What was heard so far and is an envelope; dead letters are in {@link #records} only. */
    public List<Envelope<Message>> envelopes() {
        return List.copyOf(envelopes);
    }

    /** The messages of one kind heard so far. */
    public <M extends Message> List<M> messages(Class<M> type) {
        return envelopes.stream()
                .map(Envelope::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The raw records of one topic heard so far. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        return records.stream().filter(heard -> heard.topic().equals(topic)).toList();
    }

    /** Waits for a message of this kind, up to a minute. */
    public <M extends Message> M await(Class<M> type) {
        return await(type, message -> true);
    }

    /** Waits for a message of this kind that fits, up to a minute. */
    public <M extends Message> M await(Class<M> type, Predicate<? super M> fits) {
        return Awaitility.await("a " + type.getSimpleName())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> messages(type).stream().filter(fits).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    /** Forgets what was heard so far. */
    public void clear() {
        records.clear();
        envelopes.clear();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        listening.join();
    }

    private void listen() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::hear);
            }
        } catch (WakeupException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(ConsumerRecord<String, byte[]> heard) {
        records.add(heard);
        if (heard.topic().endsWith(".dlt")) {
            return;
        }
        try {
            Envelope<Message> envelope = deserializer.deserialize(heard.topic(), heard.headers(), heard.value());
            if (envelope != null) {
                envelopes.add(envelope);
            }
        } catch (RuntimeException unreadable) {
            // Kept in records: a test may have sent it on purpose.
        }
    }
}
