package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.GrouplessReader;
import io.remotegpu.contracts.kafka.SteadyReading;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Hands every answer of every host on as it comes: each replica must hear those to its own questions. */
final class AnswerFeed implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AnswerFeed.class);

    private final java.util.function.Consumer<NodeAnswer> listener;
    private final SteadyReading reading;
    private volatile CountDownLatch listening = new CountDownLatch(1);

    /** @param envelopes reads what hosts have signed */
    AnswerFeed(
            Map<String, Object> connection,
            Supplier<Deserializer<Envelope<Message>>> envelopes,
            java.util.function.Consumer<NodeAnswer> listener) {
        this.listener = listener;
        this.reading = new SteadyReading(
                "node-answers",
                () -> new GrouplessReader(
                        connection, List.of(Topics.NODE_ANSWERS), AnswerFeed::fromNowOn, envelopes.get()),
                this::read,
                away -> log.warn("answers of hosts are not heard now, trying again: {}", away.toString()));
    }

    /** Whether answers to what is asked from now on are heard; waits for that. */
    boolean await(Duration patience) throws InterruptedException {
        return listening.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        listening = new CountDownLatch(1);
        reading.start();
    }

    @Override
    public void stop() {
        reading.stop();
    }

    @Override
    public boolean isRunning() {
        return reading.isRunning();
    }

    private static void fromNowOn(Consumer<?, ?> consumer, Set<TopicPartition> found) {
        consumer.seekToEnd(found);
        // seeking is put off until somebody asks for the position
        found.forEach(consumer::position);
    }

    private void read(GrouplessReader answers) {
        if (!answers.find().isEmpty()) {
            listening.countDown();
        }
        answers.poll().forEach(this::hear);
    }

    private void hear(ConsumerRecord<String, @Nullable Envelope<Message>> heard) {
        Envelope<Message> envelope = heard.value();
        if (envelope != null && envelope.message() instanceof NodeAnswer answer) {
            listener.accept(answer);
        }
    }
}
