package io.remotegpu.identity.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The chain as it lies in the database. */
@Repository
class ChainTables {
    private final JdbcClient jdbc;
    private final Clock clock;

    ChainTables(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean anyPending() {
        return jdbc.sql("select exists(select from audit_pending)")
                .query(Boolean.class)
                .single();
    }

    List<StoredEntry> pending(int most) {
        return jdbc.sql("select * from audit_pending order by id limit :most")
                .param("most", most)
                .query((row, number) -> StoredEntry.of(row, "id"))
                .list();
    }

    /** Waits for another sealer. */
    ChainHead lockHead() {
        return jdbc.sql("select * from audit_head for update")
                .query(ChainHead::of)
                .single();
    }

    /** Nothing if another sealer is at work. */
    Optional<ChainHead> tryLockHead() {
        return jdbc.sql("select * from audit_head for update skip locked")
                .query(ChainHead::of)
                .optional();
    }

    ChainHead head() {
        return jdbc.sql("select * from audit_head").query(ChainHead::of).single();
    }

    void moveHead(ChainHead head) {
        jdbc.sql("update audit_head set last_id = :id, last_hash = :hash, last_recorded_at = :at, mac = :mac")
                .param("id", head.lastId())
                .param("hash", head.lastHash().bytes())
                .param("at", utc(head.lastRecordedAt()))
                .param("mac", head.mac())
                .update();
    }

    /** Moves pending entries into the chain; all links of one call have one {@code recordedAt}. */
    void store(List<ChainLink> links) {
        Long[] entries = links.stream().map(link -> link.entry().entryId()).toArray(Long[]::new);
        jdbc.sql("""
                insert into audit_logs (id, recorded_at, entry_id, created_at, actor_id, actor, action, resource_type, resource_id,
                    result, reason, ip_address, user_agent, request_id, trace_id, state_before, state_after, previous_hash, hash)
                select link.id, :recordedAt, p.id, p.created_at, p.actor_id, p.actor, p.action, p.resource_type, p.resource_id,
                    p.result, p.reason, p.ip_address, p.user_agent, p.request_id, p.trace_id, p.state_before, p.state_after,
                    decode(link.previous_hash, 'hex'), decode(link.hash, 'hex')
                from unnest(cast(:ids as bigint[]), cast(:entries as bigint[]), cast(:previous as text[]), cast(:hashes as text[]))
                    as link (id, entry_id, previous_hash, hash)
                join audit_pending p on p.id = link.entry_id
                """)
                .param("recordedAt", utc(links.getFirst().recordedAt()))
                .param("ids", links.stream().map(ChainLink::id).toArray(Long[]::new))
                .param("entries", entries)
                .param(
                        "previous",
                        links.stream().map(link -> link.previous().hex()).toArray(String[]::new))
                .param("hashes", links.stream().map(link -> link.hash().hex()).toArray(String[]::new))
                .update();
        jdbc.sql("delete from audit_pending where id = any(:entries)")
                .param("entries", entries)
                .update();
    }

    /** The links after one, in order. {@code since} is its time: no later link is recorded before it. */
    List<ChainLink> links(long after, Instant since, int most) {
        return jdbc.sql("""
                select * from audit_logs where id > :after and recorded_at >= :since order by id limit :most
                """)
                .param("after", after)
                .param("since", utc(since))
                .param("most", most)
                .query(ChainLink::of)
                .list();
    }

    /** In the order of their months. */
    List<Anchor> anchors() {
        return jdbc.sql("select * from audit_anchors order by month")
                .query(Anchor::of)
                .list();
    }

    Optional<Anchor> lastAnchor() {
        return jdbc.sql("select * from audit_anchors order by month desc limit 1")
                .query(Anchor::of)
                .optional();
    }

    void anchor(Anchor anchor) {
        jdbc.sql("""
                insert into audit_anchors (month, first_id, last_id, first_previous_hash, last_hash, anchored_at, mac)
                values (:month, :first, :last, :previous, :hash, :now, :mac)
                """)
                .param("month", anchor.month().atDay(1))
                .param("first", anchor.firstId())
                .param("last", anchor.lastId())
                .param("previous", anchor.firstPrevious().bytes())
                .param("hash", anchor.lastHash().bytes())
                .param("now", utc(clock.instant()))
                .param("mac", anchor.mac())
                .update();
    }

    void ensurePartition(YearMonth month) {
        jdbc.sql("select audit_partition(:month)")
                .param("month", month.atDay(1))
                .query((row, number) -> month)
                .list();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
