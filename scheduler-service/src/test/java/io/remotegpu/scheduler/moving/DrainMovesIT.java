package io.remotegpu.scheduler.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many environments are on the way at once, and when a drain tries again what came to nothing. */
class DrainMovesIT extends MovingEnvironment {
    @Test
    void aDrainStopsNothingForAHostWhereAsManyArriveAsMay() {
        UUID first = onTheWay("env-first", target.host());
        onTheWay("env-second", target.host());
        drained(source);
        request(target.host(), false);

        assertThat(said(EnvMoveFailed.class).reason()).contains("are on their way to host");
        assertThat(world.said(EnvStopped.class, env)).isEmpty();

        world.jdbc
                .sql("update moves set state = 'moved', ended_at = now() where move_id = :id")
                .param("id", first)
                .update();
        assertThat(world.await(EnvMoved.class, env).hostId()).isEqualTo(target.host());
    }

    /** Two copies came to nothing, the last of them a quarter of an hour ago: the pause is twenty minutes. */
    @Test
    void aDrainPausesTwiceAsLongAfterEachCopyThatCameToNothing() {
        stop();
        closed(target, true);
        WorkloadId other = world.request(1);
        world.awaitRunning(other, 0);
        closed(target, false);
        world.host(1);
        copiedInVain(60);
        copiedInVain(15);
        drained(source);

        world.await(EnvMoved.class, other);
        assertThat(world.count("select count(*) from moves where workload_id = '" + env + "'"))
                .isEqualTo(2);

        world.jdbc
                .sql("update moves set ended_at = ended_at - interval '6 minutes' where state = 'failed'")
                .update();
        world.await(EnvMoved.class, env);
    }

    @Test
    void whoseCopyHasJustComeToNothingWaitsBeforeItIsWishedForAgain() {
        copiedInVain(5);
        request(target.host(), false);

        assertThat(said(EnvMoveFailed.class).reason()).contains("or failed to");
    }

    @Test
    void noMoreAreOnTheWayAtOnceThanThePlatformCarries() {
        for (int other = 0; other < 8; other++) {
            onTheWay("env-other-" + other, new HostId("host-" + other));
        }
        request(target.host(), false);

        assertThat(said(EnvMoveFailed.class).reason()).contains("8 environments are moving already");
    }

    private static void drained(FakeAgent host) {
        world.jdbc
                .sql("update hosts set maintenance = true, drain_moves = true where host_id = :host")
                .param("host", host.host().value())
                .update();
    }

    private static UUID onTheWay(String workload, HostId target) {
        UUID id = UUID.randomUUID();
        world.jdbc
                .sql("""
                insert into moves (move_id, workload_id, state, reason, source_host, target_host, requested_at, progressed_at)
                values (:id, :workload, 'moving', 'its owner asked for it', 'host-elsewhere', :target, now(), now())
                """)
                .param("id", id)
                .param("workload", workload)
                .param("target", target.value())
                .update();
        return id;
    }

    private void copiedInVain(int minutesAgo) {
        world.jdbc
                .sql("""
                insert into moves (move_id, workload_id, state, reason, source_host, target_host, epoch, requested_at,
                                   progressed_at, ended_at)
                select gen_random_uuid(), :workload, 'failed', 'more comes than its volumes may hold', :source, :target,
                       nextval('lease_epoch_seq'), ago, ago, ago
                from (select now() - make_interval(mins => :minutes) as ago) times
                """)
                .param("workload", env.value())
                .param("source", source.host().value())
                .param("target", target.host().value())
                .param("minutes", minutesAgo)
                .update();
    }
}
