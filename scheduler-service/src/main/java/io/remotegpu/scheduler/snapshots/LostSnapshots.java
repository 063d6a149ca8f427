package io.remotegpu.scheduler.snapshots;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.SnapshotLost;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.snapshots.SnapshotStore.Snapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells that snapshots are gone with the host that kept them. */
@Component
class LostSnapshots {
    private final JdbcClient jdbc;
    private final SnapshotStore snapshots;
    private final Outbox outbox;

    LostSnapshots(JdbcClient jdbc, SnapshotStore snapshots, Outbox outbox) {
        this.jdbc = jdbc;
        this.snapshots = snapshots;
        this.outbox = outbox;
    }

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    @Transactional
    public void watch() {
        jdbc.sql("""
                select distinct host_id from snapshots join hosts using (host_id)
                where status = 'ready' and lost_at is not null and health = 'unknown'
                """).query(String.class).list().forEach(host -> snapshots
                .readyOn(new HostId(host))
                .forEach(this::tell));
    }

    private void tell(Snapshot lost) {
        snapshots.become(lost.id(), SnapshotStatus.LOST);
        outbox.publish(new SnapshotLost(lost.workloadId(), lost.id(), lost.hostId()));
    }
}
