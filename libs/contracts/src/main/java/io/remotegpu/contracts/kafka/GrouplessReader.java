package io.remotegpu.contracts.kafka;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Some topics, all partitions, read without a consumer group: every process reads for itself and commits nothing. Topics and partitions that come
 * later are found within seconds; it makes none, for how is their owner's to say. For one thread, but for {@link #wakeup}.
 */
public final class GrouplessReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int METADATA_MILLIS = 5_000;

    private final KafkaConsumer<String, @Nullable Envelope<Message>> consumer;
    private final List<String> topics;
    private final Beginning beginning;
    private Set<TopicPartition> partitions = Set.of();

    /** Where reading begins. */
    public interface Beginning {
        /** Seeks in each of the partitions, which were just found and assigned. */
        void seek(Consumer<?, ?> consumer, Set<TopicPartition> found);
    }

    /**
     * @param connection consumer settings that lead to the brokers
     * @param envelopes reads the values
     */
    public GrouplessReader(
            Map<String, Object> connection,
            Collection<String> topics,
            Beginning beginning,
            Deserializer<Envelope<Message>> envelopes) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), envelopes);
        this.topics = List.copyOf(topics);
        this.beginning = beginning;
    }

    /** What came since the last call; waits up to a second for it. A record that nobody can read is passed over. */
    public ConsumerRecords<String, @Nullable Envelope<Message>> poll() {
        if (find().isEmpty()) {
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

    /** The partitions that are read, new ones among them, whose beginning was sought. */
    public Set<TopicPartition> find() {
        Set<TopicPartition> now = new HashSet<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(found -> now.add(new TopicPartition(topic, found.partition())));
        }
        if (!now.equals(partitions)) {
            Set<TopicPartition> added = new HashSet<>(now);
            added.removeAll(partitions);
            consumer.assign(now);
            beginning.seek(consumer, added);
            partitions = Set.copyOf(now);
        }
        return partitions;
    }

    /** The offset of what is read next. */
    public long position(TopicPartition partition) {
        return consumer.position(partition);
    }

    /** From any thread: ends a wait with a {@link org.apache.kafka.common.errors.WakeupException}. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
