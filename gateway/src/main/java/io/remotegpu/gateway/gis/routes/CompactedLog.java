package io.remotegpu.gateway.gis.routes;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Some compacted topics, all partitions, read without a consumer group. */
final class CompactedLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int METADATA_MILLIS = 5_000;

    private final KafkaConsumer<String, @Nullable Envelope<Message>> consumer;
    private final List<String> topics;
    private final Map<TopicPartition, Long> unread = new HashMap<>();
    private final Map<TopicPartition, Long> read;
    private Set<TopicPartition> partitions = Set.of();
    private boolean complete;

    /** @param read how far an earlier reader came; where it says nothing, reading begins at the start. Reading older states again would show them as new */
    CompactedLog(Map<String, Object> address, List<String> topics, Map<TopicPartition, Long> read) {
        Map<String, Object> settings = new HashMap<>(address);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // How they are compacted is for their owner to say, who creates them.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer());
        this.topics = topics;
        this.read = read;
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

    /** Whether all was read that was there when the topics were found. */
    boolean isComplete() {
        if (!complete && everyTopicIsThere()) {
            unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            complete = unread.isEmpty();
        }
        return complete;
    }

    /** From any thread: ends a wait. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean everyTopicIsThere() {
        return topics.stream().allMatch(topic -> partitions.stream()
                .anyMatch(found -> found.topic().equals(topic)));
    }

    private void assignNewPartitions() {
        Set<TopicPartition> now = new HashSet<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(found -> now.add(new TopicPartition(topic, found.partition())));
        }
        if (now.equals(partitions)) {
            return;
        }
        Set<TopicPartition> added = new HashSet<>(now);
        added.removeAll(partitions);
        consumer.assign(now);
        consumer.seekToBeginning(added);
        read.forEach((partition, next) -> seekIfAmong(added, partition, next));
        unread.putAll(consumer.endOffsets(added));
        partitions = Set.copyOf(now);
    }

    private void seekIfAmong(Set<TopicPartition> added, TopicPartition partition, long next) {
        if (added.contains(partition)) {
            consumer.seek(partition, next);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
