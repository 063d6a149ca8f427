package io.remotegpu.scheduler.moving;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Copies of homes that do not count: what a move that failed left on its target, and what lies where a home came from until its workload has run on the new
 * host or the time for that is over. Their hosts are asked to remove them until they say that they did.
 */
@Component
public class LeftHomes {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    private static final int LONGEST_DOUBLING = 7;

    private final JdbcClient jdbc;
    private final MoveProperties properties;
    private final Outbox outbox;
    private final Clock clock;

    LeftHomes(JdbcClient jdbc, MoveProperties properties, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** It is gone at once. */
    void leave(WorkloadId workload, HostId host, long epoch) {
        leave(workload, host, epoch, Duration.ZERO);
    }

    /** It is kept until the workload was shown to run with its new home. */
    void leaveUntilItRan(WorkloadId workload, HostId host, long epoch) {
        leave(workload, host, epoch, properties.keepSource());
    }

    /** A home comes there: its host removes what lies there before that, under a later epoch. */
    void forget(WorkloadId workload, HostId host) {
        jdbc.sql("delete from left_homes where workload_id = :workload and host_id = :host")
                .param("workload", workload.value())
                .param("host", host.value())
                .update();
    }

    /** In the transaction that takes in the fact. */
    public void removed(WorkloadRemoved fact) {
        jdbc.sql("delete from left_homes where workload_id = :workload and host_id = :host and epoch <= :epoch")
                .param("workload", fact.workloadId().value())
                .param("host", fact.hostId().value())
                .param("epoch", fact.epoch())
                .update();
    }

    private record Left(String workloadId, String hostId, long epoch, int asked) {}

    /** Never where the home is now, whatever became of it since. */
    @Scheduled(fixedDelayString = "${scheduler.moving.watch-every:5s}")
    @Transactional
    public void watch() {
        Instant now = Instant.now(clock);
        jdbc.sql("delete from left_homes where host_id not in (select host_id from hosts)")
                .update();
        jdbc.sql("""
            select l.workload_id, l.host_id, l.epoch, l.asked
            from left_homes l join allocations a using (workload_id)
            where (a.home_host_id is distinct from l.host_id or a.phase = 'deleted')
              and (l.remove_at <= :now
                   or l.asked = 0 and (a.phase = 'deleted' or a.phase = 'running' and a.epoch > l.epoch))
            order by l.remove_at limit 100
            for update of l skip locked
            """).param("now", Timestamp.from(now)).query(Left.class).list().forEach(left -> ask(left, now));
    }

    private void ask(Left left, Instant now) {
        Duration pause = ASK_AGAIN.multipliedBy(1L << Math.min(left.asked(), LONGEST_DOUBLING));
        jdbc.sql("""
            update left_homes set asked = asked + 1, remove_at = :again
            where workload_id = :workload and host_id = :host and epoch = :epoch
            """)
                .param("again", Timestamp.from(now.plus(pause)))
                .param("workload", left.workloadId())
                .param("host", left.hostId())
                .param("epoch", left.epoch())
                .update();
        outbox.publish(new RemoveWorkload(new HostId(left.hostId()), new WorkloadId(left.workloadId()), left.epoch()));
    }

    private void leave(WorkloadId workload, HostId host, long epoch, Duration keep) {
        Instant now = Instant.now(clock);
        jdbc.sql("""
            insert into left_homes (workload_id, host_id, epoch, remove_at, left_at)
            values (:workload, :host, :epoch, :removeAt, :now) on conflict do nothing
            """)
                .param("workload", workload.value())
                .param("host", host.value())
                .param("epoch", epoch)
                .param("removeAt", Timestamp.from(now.plus(keep)))
                .param("now", Timestamp.from(now))
                .update();
    }
}
