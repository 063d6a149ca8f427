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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes each message as a row beside the change it speaks of; the relay does the rest. */
final class JdbcOutbox implements Outbox {
    private static final ScopedValue<List<Row>> COLLECTED = ScopedValue.newInstance();

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
        List<Row> rows = Arrays.stream(messages).map(this::row).toList();
        if (COLLECTED.isBound()) {
            COLLECTED.get().addAll(rows);
        } else {
            insert(rows);
        }
    }

    /** Writes what the effects publish on this thread after the last of them. Must run inside the transaction of all of them. */
    void collecting(Runnable effects) {
        List<Row> rows = new ArrayList<>();
        ScopedValue.where(COLLECTED, rows).run(effects);
        insert(rows);
    }

    private record Row(String topic, String key, String type, String payload, String traceparent) {}

    private Row row(Message message) {
        return new Row(
                message.topic(), message.key(), MessageCodec.wireName(message), payload(message), traces.outgoing());
    }

    /** However many, in one statement; they are written in the order of the messages, which is the order that the relay sees. */
    private void insert(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into outbox (id, aggregatetype, aggregateid, type, payload, source, subject, traceparent, created_at)
                select cast(id as uuid), topic, key, type, payload, :source, key, traceparent, :now
                from unnest(:ids, :topics, :keys, :types, :payloads, :traceparents)
                    with ordinality as message (id, topic, key, type, payload, traceparent, position)
                order by position
                """)
                .param("ids", texts(rows, row -> UUID.randomUUID().toString()))
                .param("topics", texts(rows, Row::topic))
                .param("keys", texts(rows, Row::key))
                .param("types", texts(rows, Row::type))
                .param("payloads", texts(rows, Row::payload))
                .param("source", source)
                .param("traceparents", texts(rows, Row::traceparent))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private static String[] texts(List<Row> rows, Function<Row, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
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
