package io.remotegpu.messaging.store;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.messaging.trace.Traces;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Claims a message by inserting its id; who comes second waits for the first to commit and then finds the row. */
final class JdbcInbox implements Inbox {
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Traces traces;
    private final JdbcOutbox outbox;
    private final Clock clock;

    JdbcInbox(JdbcClient jdbc, TransactionOperations transaction, Traces traces, JdbcOutbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
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

    @Override
    public <M extends Message> void onceEach(String consumer, List<Envelope<M>> envelopes, Effects<M> effects) {
        transaction.executeWithoutResult(status -> outbox.collecting(() -> {
            List<Envelope<M>> fresh = claim(consumer, envelopes);
            effects.before(fresh.stream().map(Envelope::message).toList());
            fresh.forEach(envelope -> traces.handling(envelope.traceparent(), () -> effects.of(envelope.message())));
        }));
    }

    /** In the order of their ids, so that two who claim the same do not wait for each other. */
    private <M extends Message> List<Envelope<M>> claim(String consumer, List<Envelope<M>> envelopes) {
        Set<UUID> fresh = new HashSet<>(jdbc.sql("""
                insert into inbox (consumer, message_id, received_at)
                select distinct on (id) :consumer, cast(id as uuid), :now from unnest(:ids) id order by id
                on conflict do nothing returning message_id
                """)
                .param("consumer", consumer)
                .param(
                        "ids",
                        envelopes.stream()
                                .map(envelope -> envelope.id().toString())
                                .toArray(String[]::new))
                .param("now", now())
                .query(UUID.class)
                .list());
        return envelopes.stream()
                .filter(envelope -> fresh.remove(envelope.id()))
                .toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private boolean claim(String consumer, UUID message) {
        return jdbc.sql("""
                        insert into inbox (consumer, message_id, received_at) values (:consumer, :message, :now)
                        on conflict do nothing
                        """)
                        .param("consumer", consumer)
                        .param("message", message)
                        .param("now", now())
                        .update()
                == 1;
    }
}
