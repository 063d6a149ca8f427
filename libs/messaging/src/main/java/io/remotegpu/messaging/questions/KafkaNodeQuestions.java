package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.kafka.EnvelopeSerializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

final class KafkaNodeQuestions implements NodeQuestions, DisposableBean {
    /** A question is worth nothing later: better lost at once than sent when nobody waits any more. */
    private static final Map<String, Object> HASTE = Map.of(
            ProducerConfig.ACKS_CONFIG, "1",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false,
            ProducerConfig.LINGER_MS_CONFIG, 0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);

    private final DefaultKafkaProducerFactory<String, Envelope<? extends Message>> producers;
    private final QuestionDesk desk;
    private final Duration renewal;

    /**
     * @param producers settings that lead to the brokers
     * @param consumers settings that lead to the brokers
     * @param envelopes reads what hosts have signed
     * @param source who asks
     */
    KafkaNodeQuestions(
            Map<String, Object> producers,
            Map<String, Object> consumers,
            Supplier<Deserializer<Envelope<Message>>> envelopes,
            String source,
            QuestionProperties properties,
            Clock clock) {
        Map<String, Object> settings = new HashMap<>(producers);
        settings.putAll(HASTE);
        this.producers = new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new EnvelopeSerializer());
        this.desk = new QuestionDesk(
                new KafkaTemplate<>(this.producers), consumers, envelopes, source, properties.patience(), clock);
        this.renewal = properties.renewal();
    }

    AnswerFeed feed() {
        return desk.feed();
    }

    @Override
    public void destroy() {
        producers.destroy();
    }

    @Override
    public PrintedLog log(HostId host, WorkloadId workload, int tail) {
        try (LogReading reading = new LogReading(desk, host, workload, tail)) {
            return reading.whole();
        }
    }

    @Override
    public LogFollowing follow(HostId host, WorkloadId workload, int tail, @Nullable String after, Runnable news) {
        return new KafkaLogFollowing(desk, renewal, new FollowedLog(host, workload, tail, after), news);
    }
}
