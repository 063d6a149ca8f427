package io.remotegpu.revocations;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Identity's topic, all partitions, read from a time on without a consumer group. */
final class IdentityLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int METADATA_MILLIS = 10_000;

    private final KafkaConsumer<String, @Nullable Envelope<Message>> consumer;
    private final Duration back;
    private final Clock clock;
    private Set<TopicPartition> partitions = Set.of();

    /** @param back how far in the past it begins */
    IdentityLog(Map<String, Object> address, Duration back, Clock clock) {
        Map<String, Object> settings = new HashMap<>(address);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Its partitions are for identity-service to choose.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer());
        this.back = back;
        this.clock = clock;
    }

    /** What came since the last call; waits up to a second for it. A record that nobody can read is passed over. */
    ConsumerRecords<String, @Nullable Envelope<Message>> poll() {
        assignNewPartitions();
        if (partitions.isEmpty()) {
            pause();
            return ConsumerRecords.empty();
        }
        try {
            return consumer.poll(PATIENCE);
        } catch (RecordDeserializationException unreadable) {
            consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
            return ConsumerRecords.empty();
        }
    }

    /** From any thread: ends a wait. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void assignNewPartitions() {
        Set<TopicPartition> now = consumer.partitionsFor(Topics.IDENTITY).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toUnmodifiableSet());
        if (now.equals(partitions)) {
            return;
        }
        Set<TopicPartition> added = new HashSet<>(now);
        added.removeAll(partitions);
        consumer.assign(now);
        seekBack(added);
        partitions = now;
    }

    private void seekBack(Set<TopicPartition> added) {
        // The ends first: what is said after them is not missed, whatever is asked next.
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        long from = clock.instant().minus(back).toEpochMilli();
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts = consumer.offsetsForTimes(
                added.stream().collect(Collectors.toMap(Function.identity(), partition -> from)));
        added.forEach(partition -> {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
