package io.remotegpu.messaging.store;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.wire.MessageCodec;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.messaging.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes each message as a row beside the change it speaks of; the relay does the rest. */
final class JdbcOutbox implements Outbox {
    private final JdbcClient jdbc;
    private final Traces traces;
    private final Clock clock;
    private final String source;

    JdbcOutbox(JdbcClient jdbc, Traces traces, Clock clock, String source) {
        this.jdbc = jdbc;
        this.traces = traces;
        this.clock = clock;
        this.source = source;
    }

    @Override
    public void publish(Message... messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Publish inside the transaction that makes the message true; there is none.");
        }
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (Message message : messages) {
            insert(message, now);
        }
    }

    private void insert(Message message, OffsetDateTime now) {
        jdbc.sql("""
                insert into outbox (id, aggregatetype, aggregateid, type, payload, source, subject, traceparent, created_at)
                values (:id, :topic, :key, :type, :payload, :source, :key, :traceparent, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("topic", message.topic())
                .param("key", message.key())
                .param("type", MessageCodec.wireName(message))
                .param("payload", payload(message))
                .param("source", source)
                .param("traceparent", traces.outgoing())
                .param("now", now)
                .update();
    }

    /** Refused here, where the sender can still be told: the relay could only put it aside. */
    private static String payload(Message message) {
        String payload = MessageCodec.toJson(message);
        int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_PAYLOAD) {
            throw new PlatformException(
                    ErrorCode.VALIDATION_FAILED,
                    "this is too large to pass on: " + bytes + " bytes, at most " + LARGEST_PAYLOAD + "; send less",
                    Map.of("bytes", bytes, "most", LARGEST_PAYLOAD));
        }
        return payload;
    }
}
