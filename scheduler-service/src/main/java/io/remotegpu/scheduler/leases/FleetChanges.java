package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
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

    /**
     * @param horizon every transaction below it has ended, and what it wrote was seen
     * @param hosts those with changes
     * @param unsettled those of them whose transaction had not ended, so that it may be undone
     */
    record Look(long horizon, Set<HostId> hosts, Set<HostId> unsettled) {}

    private record Change(long horizon, @Nullable String hostId, boolean unsettled) {}

    /**
     * Changes by transactions that had not ended at the last look or have not yet, and ports that have rested since.
     *
     * @param lastHorizon {@link Long#MAX_VALUE} for the latter alone
     */
    Look since(long lastHorizon, Instant lastLook, Instant now) {
        List<Change> found = jdbc.sql("""
                with running as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon)
                select horizon, host_id, coalesce(transaction >= horizon, false) as unsettled
                from running left join (
                    select host_id, transaction from placement_changes where transaction >= least(:since, (select horizon from running))
                    union all
                    select host_id, 0 from port_mappings where free_at > :lastLook and free_at <= :now) changed on true
                """)
                .param("since", lastHorizon)
                .param("lastLook", Timestamp.from(lastLook))
                .param("now", Timestamp.from(now))
                .query(Change.class)
                .list();
        return new Look(found.getFirst().horizon(), hosts(found, false), hosts(found, true));
    }

    private static Set<HostId> hosts(List<Change> changes, boolean unsettledOnly) {
        Set<HostId> hosts = new HashSet<>();
        for (Change change : changes) {
            if (change.hostId() != null && (change.unsettled() || !unsettledOnly)) {
                hosts.add(new HostId(change.hostId()));
            }
        }
        return hosts;
    }

    /** Longer than any replica goes without reading everything anew. */
    @Scheduled(fixedDelayString = "PT1M")
    void forget() {
        jdbc.sql("delete from placement_changes where noted_at < now() - interval '10 minutes'")
                .update();
    }
}
