package io.remotegpu.messaging.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.Topics;
import io.remotegpu.messaging.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts messages that Kafka refuses for what they are onto {@code <topic>.dlt}, without the payload that may be the reason. */
final class PoisonMessages {
    static final String CONSUMER = "outbox-relay";

    private static final Logger log = LoggerFactory.getLogger(PoisonMessages.class);

    private final Producer<String, @Nullable String> producer;
    private final MeterRegistry meters;

    PoisonMessages(Producer<String, @Nullable String> producer, MeterRegistry meters) {
        this.producer = producer;
        this.meters = meters;
    }

    /** @throws IllegalStateException if the message is not to blame: it must be sent again */
    void putAside(ProducerRecord<String, @Nullable String> message, @Nullable Throwable refusal)
            throws InterruptedException {
        if (!isPoison(refusal)) {
            throw new IllegalStateException("Kafka did not take a message for " + message.topic(), refusal);
        }
        log.error(
                "Kafka never takes this message of {}, it is put aside: {}",
                message.topic(),
                headers(message),
                refusal);
        meters.counter(DeadLetter.COUNTER, "topic", message.topic(), "consumer", CONSUMER)
                .increment();
        try {
            producer.send(deadLetter(message, refusal)).get();
        } catch (ExecutionException failure) {
            if (!isPoison(failure.getCause())) {
                throw new IllegalStateException("Kafka did not take a dead letter", failure.getCause());
            }
            log.error("Nor does Kafka take its dead letter; the row stays in the outbox", failure.getCause());
        }
    }

    /** What a repeat cannot change. Refused credentials, rights or producers are healed from outside, and the message is still wanted then. */
    static boolean isPoison(@Nullable Throwable refusal) {
        return switch (refusal) {
            case RecordTooLargeException _, RecordBatchTooLargeException _, InvalidRecordException _ -> true;
            case InvalidTimestampException _, UnsupportedForMessageFormatException _ -> true;
            case InvalidTopicException _, PolicyViolationException _ -> true;
            case null, default -> false;
        };
    }

    private static ProducerRecord<String, @Nullable String> deadLetter(
            ProducerRecord<String, @Nullable String> message, @Nullable Throwable refusal) {
        ProducerRecord<String, @Nullable String> letter =
                new ProducerRecord<>(Topics.deadLetters(message.topic()), null, message.key(), null, message.headers());
        letter.headers().add(DeadLetter.REASON, String.valueOf(refusal).getBytes(StandardCharsets.UTF_8));
        letter.headers().add(DeadLetter.CONSUMER, CONSUMER.getBytes(StandardCharsets.UTF_8));
        return letter;
    }

    private static String headers(ProducerRecord<String, @Nullable String> message) {
        StringBuilder line = new StringBuilder();
        message.headers().forEach(header -> line.append(header.key())
                .append('=')
                .append(new String(header.value(), StandardCharsets.UTF_8))
                .append(' '));
        return line.toString().strip();
    }
}
