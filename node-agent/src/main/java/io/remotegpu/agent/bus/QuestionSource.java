package io.remotegpu.agent.bus;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeQuestion;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what this host is asked from now on; what it was asked before, nobody waits for. */
public final class QuestionSource implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QuestionSource.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final HostTopic topic;
    private volatile KafkaConsumer<String, @Nullable Envelope<Message>> consumer;
    private final Consumer<NodeQuestion> listener;
    private volatile boolean closed;

    /** @param listener must return at once */
    public QuestionSource(KafkaSettings settings, Consumer<NodeQuestion> listener) {
        this.settings = settings;
        this.topic = HostTopic.ofQuestions(settings);
        this.listener = listener;
        this.consumer = open(settings);
    }

    private static KafkaConsumer<String, @Nullable Envelope<Message>> open(KafkaSettings settings) {
        Map<String, Object> consuming = settings.consumer();
        consuming.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return new KafkaConsumer<>(consuming, new StringDeserializer(), new EnvelopeDeserializer());
    }

    /** As {@link CommandSource} does. */
    private void trustAnew() {
        if (!closed) {
            consumer.close();
            consumer = open(settings);
        }
    }

    /** Returns when it is closed. */
    public void run() {
        boolean assigned = false;
        while (!closed) {
            try {
                assigned = assigned || isAssigned();
                consumer.poll(POLL).forEach(this::pass);
            } catch (WakeupException closing) {
                log.debug("woken up to close");
            } catch (RecordDeserializationException unreadable) {
                consumer.seek(unreadable.topicPartition(), unreadable.offset() + 1);
            } catch (SslAuthenticationException untrusted) {
                log.debug("no questions are heard now ({}); trying again", untrusted.getMessage());
                pause();
                assigned = false;
                trustAnew();
            } catch (ExecutionException | KafkaException | IllegalStateException e) {
                log.debug("no questions are heard now ({}); trying again", e.getMessage());
                pause();
            }
        }
        consumer.close();
    }

    /** Whoever asked first may have made the topic, with as many partitions as the broker likes. */
    private boolean isAssigned() throws ExecutionException {
        try {
            topic.create();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            closed = true;
            return false;
        }
        List<TopicPartition> all = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        return !all.isEmpty();
    }

    private void pass(ConsumerRecord<String, @Nullable Envelope<Message>> message) {
        Envelope<Message> envelope = message.value();
        if (envelope != null
                && envelope.message() instanceof NodeQuestion question
                && question.hostId().equals(settings.host())) {
            listener.accept(question);
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }
}
