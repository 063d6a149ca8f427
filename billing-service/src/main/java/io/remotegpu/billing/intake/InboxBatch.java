package io.remotegpu.billing.intake;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The inbox, for many messages at once: what this consumer has had before is passed over. */
@Component
class InboxBatch {
    private final JdbcClient jdbc;
    private final Clock clock;

    InboxBatch(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that are new, in the order given. Runs in the caller's transaction: if that fails, nothing was claimed. */
    List<Envelope<Message>> claim(String consumer, Collection<Envelope<Message>> envelopes) {
        Map<UUID, Envelope<Message>> byId = new LinkedHashMap<>();
        envelopes.forEach(envelope -> byId.putIfAbsent(envelope.id(), envelope));
        Set<UUID> fresh = new HashSet<>(jdbc.sql("""
                insert into inbox (consumer, message_id, received_at)
                select :consumer, cast(id as uuid), cast(:now as timestamptz) from unnest(string_to_array(:ids, ',')) id order by id
                on conflict do nothing returning message_id
                """)
                .param("consumer", consumer)
                .param("ids", byId.keySet().stream().map(UUID::toString).collect(Collectors.joining(",")))
                .param("now", clock.instant().toString())
                .query(UUID.class)
                .list());
        return byId.values().stream()
                .filter(envelope -> fresh.contains(envelope.id()))
                .toList();
    }
}
