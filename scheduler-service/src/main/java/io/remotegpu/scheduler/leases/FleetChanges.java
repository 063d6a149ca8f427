package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Which hosts changed. The database itself notes that, with each transaction that writes about a host. */
@Component
class FleetChanges {
    private final JdbcClient jdbc;

    FleetChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who wrote about a host. */
    record Writer(long transaction, HostId host) {}

    /**
     * What one look found.
     *
     * @param horizon every transaction below it has ended, and what it wrote was seen
     * @param stale hosts about which was written since the look before, or that whoever had written about was undone
     * @param unsettled the last change, as far as it was seen, of each writer that had not ended or of which the next look may yet tell more
     */
    record Look(long horizon, Set<HostId> stale, Map<Writer, Long> unsettled) {
        /** Before the first one. */
        static final Look NONE = new Look(Long.MAX_VALUE, Set.of(), Map.of());
    }

    private record Change(long horizon, @Nullable String hostId, long transaction, long change) {}

    /** What was written since the look before by any transaction that is to be seen from here, the own one among them; and ports that have rested since. */
    Look since(Look before, Instant lastLook, Instant now) {
        List<Change> found = jdbc.sql("""
                with running as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon)
                select horizon, host_id, coalesce(transaction, 0) as transaction, coalesce(change, 0) as change
                from running left join (
                    select host_id, transaction, change from placement_changes where transaction >= least(:since, (select horizon from running))
                    union all
                    select host_id, 0, 0 from port_mappings where free_at > :lastLook and free_at <= :now) changed on true
                """)
                .param("since", before.horizon())
                .param("lastLook", Timestamp.from(lastLook))
                .param("now", Timestamp.from(now))
                .query(Change.class)
                .list();
        return look(before, found);
    }

    /** Whoever had written and is not found any more was undone: what it wrote is not so. */
    private static Look look(Look before, List<Change> found) {
        long horizon = found.getFirst().horizon();
        Set<HostId> stale = new HashSet<>();
        Map<Writer, Long> undone = new HashMap<>(before.unsettled());
        Map<Writer, Long> unsettled = new HashMap<>();
        for (Change change : found) {
            if (change.hostId() != null) {
                Writer writer = new Writer(change.transaction(), new HostId(change.hostId()));
                Long seen = undone.remove(writer);
                if (seen == null || seen != change.change()) {
                    stale.add(writer.host());
                }
                if (writer.transaction() >= horizon) {
                    unsettled.put(writer, change.change());
                }
            }
        }
        undone.keySet().forEach(writer -> stale.add(writer.host()));
        return new Look(horizon, stale, unsettled);
    }

    /** Longer than any replica goes without reading everything anew. */
    @Scheduled(fixedDelayString = "PT1M")
    void forget() {
        jdbc.sql("delete from placement_changes where noted_at < now() - interval '10 minutes'")
                .update();
    }
}
