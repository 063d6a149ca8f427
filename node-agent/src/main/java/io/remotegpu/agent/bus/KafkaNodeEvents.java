package io.remotegpu.agent.bus;

import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.wire.CloudEventHeaders;
import io.remotegpu.contracts.wire.MessageCodec;
import io.remotegpu.contracts.wire.MessageTypes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Facts to Kafka. While Kafka is away a fact waits here; it goes out again under the same id, so that nobody counts it twice. */
public final class KafkaNodeEvents implements NodeEvents, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaNodeEvents.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final HostId host;
    private final Clock clock;
    private final KafkaSettings settings;
    private volatile KafkaProducer<String, String> producer;
    private volatile boolean closed;

    public KafkaNodeEvents(KafkaSettings settings, Clock clock) {
        this.host = settings.host();
        this.clock = clock;
        this.settings = settings;
        this.producer = open();
    }

    private KafkaProducer<String, String> open() {
        return new KafkaProducer<>(
                settings.producer(), new StringSerializer(), settings.access().speaking(new StringSerializer()));
    }

    @Override
    public void publish(UUID id, NodeEvent event, @Nullable String traceparent) {
        ProducerRecord<String, String> message = message(id, event, traceparent);
        try {
            while (!sent(message)) {
                pause();
            }
        } catch (RecordTooLargeException refused) {
            publishShortened(id, event, traceparent, refused);
        }
    }

    /** No other try could succeed, and whoever told the fact must go on: what cannot be shortened is given up. */
    private void publishShortened(
            UUID id, NodeEvent event, @Nullable String traceparent, RecordTooLargeException refused) {
        String type = MessageTypes.nameOf(event.getClass());
        Shortened.of(event)
                .ifPresentOrElse(
                        shorter -> {
                            log.warn("Kafka refused {} as too large; told again in fewer words", type);
                            publish(id, shorter, traceparent);
                        },
                        () -> log.error("Kafka refused {} as too large; it is lost: {}", type, refused.getMessage()));
    }

    /** @throws RecordTooLargeException for good */
    private boolean sent(ProducerRecord<String, String> message) {
        if (closed) {
            throw new IllegalStateException("the agent is shutting down");
        }
        KafkaProducer<String, String> current = producer;
        try {
            current.send(message).get();
            return true;
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the agent is shutting down", e);
        } catch (ExecutionException | KafkaException e) {
            if (e.getCause() instanceof RecordTooLargeException refused) {
                throw refused;
            }
            log.warn("Kafka did not take a fact ({}); trying again", e.getMessage());
            if (isShutOut(e)) {
                settings.access().refused();
                reopen(current);
            }
            return false;
        }
    }

    private static boolean isShutOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }

    /** A producer that was once refused stays so, whatever credentials there are by now. */
    private synchronized void reopen(KafkaProducer<String, String> refused) {
        if (refused == producer && !closed) {
            refused.close(Duration.ZERO);
            producer = open();
        }
    }

    private ProducerRecord<String, String> message(UUID id, NodeEvent event, @Nullable String traceparent) {
        ProducerRecord<String, String> message =
                new ProducerRecord<>(event.topic(), event.key(), MessageCodec.toJson(event));
        header(message, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(message, CloudEventHeaders.ID, id.toString());
        header(message, CloudEventHeaders.TYPE, MessageTypes.nameOf(event.getClass()));
        header(message, CloudEventHeaders.SOURCE, "node-agent/" + host);
        header(message, CloudEventHeaders.TIME, clock.instant().toString());
        header(message, CloudEventHeaders.SUBJECT, event.key());
        if (traceparent != null) {
            header(message, CloudEventHeaders.TRACEPARENT, traceparent);
        }
        return message;
    }

    private static void header(ProducerRecord<String, String> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the agent is shutting down", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        producer.close(LAST_WORDS);
    }
}
