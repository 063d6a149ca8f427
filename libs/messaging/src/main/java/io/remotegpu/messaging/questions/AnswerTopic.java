package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Every answer of every host from now on: read without a consumer group, since each replica must hear those to its own questions. */
final class AnswerTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int METADATA_MILLIS = 10_000;

    private final KafkaConsumer<String, @Nullable Envelope<Message>> consumer;
    private Set<TopicPartition> partitions = Set.of();

    /**
     * @param connection consumer settings that lead to the brokers
     * @param envelopes reads what hosts have signed
     */
    AnswerTopic(Map<String, Object> connection, Deserializer<Envelope<Message>> envelopes) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), envelopes);
    }

    /** Whether it knows where the topic ends, so that no later answer is missed. */
    boolean listens() {
        Set<TopicPartition> now = consumer.partitionsFor(Topics.NODE_ANSWERS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .collect(Collectors.toUnmodifiableSet());
        if (!now.equals(partitions)) {
            Set<TopicPartition> added = new HashSet<>(now);
            added.removeAll(partitions);
            consumer.assign(now);
            consumer.seekToEnd(added);
            // seeking is put off until somebody asks for the position
            added.forEach(consumer::position);
            partitions = now;
        }
        return !partitions.isEmpty();
    }

    /** What came since the last call; waits up to a second for it. A record that nobody can read is passed over. */
    ConsumerRecords<String, @Nullable Envelope<Message>> poll() {
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
}
