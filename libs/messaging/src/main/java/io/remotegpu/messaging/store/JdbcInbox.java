package io.remotegpu.messaging.store;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.messaging.trace.Traces;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Claims a message by inserting its id; who comes second waits for the first to commit and then finds the row. */
final class JdbcInbox implements Inbox {
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Traces traces;
    private final Clock clock;

    JdbcInbox(JdbcClient jdbc, TransactionOperations transaction, Traces traces, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.traces = traces;
        this.clock = clock;
    }

    @Override
    public <M extends Message> void once(String consumer, Envelope<M> envelope, Consumer<M> effect) {
        traces.handling(
                envelope.traceparent(),
                () -> transaction.executeWithoutResult(status -> {
                    if (claim(consumer, envelope.id())) {
                        effect.accept(envelope.message());
                    }
                }));
    }

    private boolean claim(String consumer, UUID message) {
        return jdbc.sql("""
                        insert into inbox (consumer, message_id, received_at) values (:consumer, :message, :now)
                        on conflict do nothing
                        """)
                        .param("consumer", consumer)
                        .param("message", message)
                        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
