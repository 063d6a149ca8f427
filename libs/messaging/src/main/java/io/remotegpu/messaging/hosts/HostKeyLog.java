package io.remotegpu.messaging.hosts;

import io.remotegpu.contracts.HostKey;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** The compacted topic of hosts' keys, read from its start without a consumer group. Not for several threads, but for {@link #wakeup}. */
final class HostKeyLog implements AutoCloseable {
    private final KafkaConsumer<String, @Nullable Envelope<Message>> consumer;
    private final Consumer<HostKey> reader;
    private List<TopicPartition> partitions = List.of();

    /** @param connection consumer settings that lead to the brokers */
    HostKeyLog(Map<String, Object> connection, Consumer<HostKey> reader) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer());
        this.reader = reader;
    }

    /** Whether the topic is there; until then nobody can say who is enrolled. */
    boolean isFound() {
        if (partitions.isEmpty()) {
            partitions = consumer.partitionsFor(Topics.HOST_KEYS).stream()
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        return !partitions.isEmpty();
    }

    /** Reads on; waits so long for something new. */
    void poll(Duration patience) {
        try {
            consumer.poll(patience).forEach(this::read);
        } catch (RecordDeserializationException unreadable) {
            consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
        }
    }

    /** Reads until nothing is left of what the topic holds now. */
    void readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofMillis(100));
        }
    }

    /** From any thread: ends a wait with a WakeupException. */
    void wakeup() {
        consumer.wakeup();
    }

    private void read(ConsumerRecord<String, @Nullable Envelope<Message>> heard) {
        Envelope<Message> envelope = heard.value();
        if (envelope != null && envelope.message() instanceof HostKey key) {
            reader.accept(key);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
