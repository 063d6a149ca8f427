package io.remotegpu.messaging.relay;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.micrometer.core.instrument.MeterRegistry;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch, waits until the brokers have all of it, and only then lets the position move. What they will never have is put aside, so
 * that nobody waits behind it.
 */
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

    private final Producer<String, @Nullable String> producer;
    private final PoisonMessages poison;
    private final Timer delay;
    private final Clock clock;

    /** @param connection producer settings that lead to the brokers */
    OutboxPublisher(Map<String, Object> connection, MeterRegistry meters, Clock clock) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.putAll(PRODUCER);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        this.poison = new PoisonMessages(producer, meters);
        this.delay = Timer.builder("remotegpu.outbox.relay")
                .description("From a row's insert to the brokers' acknowledgement")
                .register(meters);
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

    private List<Sent> sendAll(List<OutboxRecord> messages) {
        List<Sent> sent = new ArrayList<>(messages.size());
        for (OutboxRecord message : messages) {
            ProducerRecord<String, @Nullable String> kafka = message.toKafka();
            sent.add(new Sent(kafka, producer.send(kafka)));
        }
        return sent;
    }

    private void awaitAll(List<Sent> sent) throws InterruptedException {
        for (Sent message : sent) {
            try {
                message.acknowledgement().get();
            } catch (ExecutionException refused) {
                poison.putAside(message.kafka(), refused.getCause());
            }
        }
    }

    private record Sent(ProducerRecord<String, @Nullable String> kafka, Future<RecordMetadata> acknowledgement) {}
}
