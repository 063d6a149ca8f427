package io.remotegpu.messaging.relay;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.source.SourceRecord;

/** Sends a batch, waits until the brokers have all of it, and only then lets the position move. */
final class OutboxPublisher implements ChangeConsumer<RecordChangeEvent<SourceRecord>>, AutoCloseable {
    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            // A send given up and tried later would overtake its successors; one under way is retried in its place.
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            4L << 20);

    private final Producer<String, String> producer;
    private final Timer delay;
    private final Clock clock;

    /**
     * @param connection producer settings that lead to the brokers
     * @param delay from the row's insert to the brokers' acknowledgement
     */
    OutboxPublisher(Map<String, Object> connection, Timer delay, Clock clock) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.putAll(PRODUCER);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        this.delay = delay;
        this.clock = clock;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        List<OutboxRecord> messages = batch.stream()
                .map(change -> new OutboxRecord(change.record()))
                .filter(OutboxRecord::isMessage)
                .toList();
        awaitAll(sendAll(messages));
        messages.forEach(message -> delay.record(Duration.between(message.createdAt(), clock.instant())));
        for (RecordChangeEvent<SourceRecord> change : batch) {
            committer.markProcessed(change);
        }
        committer.markBatchFinished();
    }

    /** Drops what is under way; it is not marked, so it is sent again by whoever relays next. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private List<Future<RecordMetadata>> sendAll(List<OutboxRecord> messages) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        messages.forEach(message -> sent.add(producer.send(message.toKafka())));
        return sent;
    }

    private static void awaitAll(List<Future<RecordMetadata>> sent) throws InterruptedException {
        for (Future<RecordMetadata> acknowledgement : sent) {
            try {
                acknowledgement.get();
            } catch (ExecutionException refused) {
                throw new IllegalStateException(
                        "Kafka did not take a message: " + refused.getMessage(), refused.getCause());
            }
        }
    }
}
