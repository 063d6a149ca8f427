package io.remotegpu.scheduler.resizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sizes of environments on real PostgreSQL and Kafka; hosts are fakes of 64 cores and 128 GiB. */
class ResizingIT extends RunningScheduler {
    private FakeAgent host;
    private WorkloadId env;
    private EnvRunning running;

    @BeforeEach
    void runAnEnvironment() {
        host = world.host(1);
        env = world.request(1);
        running = world.awaitRunning(env, 0);
    }

    @Test
    void growsAndShrinksWhileItRunsAndStartsWithTheLatestSize() {
        assertThat(resized(resize(8, 16384)).epoch()).isEqualTo(running.epoch());
        assertThat(held()).isEqualTo("8.0/16384");
        resized(resize(2, 2048));
        assertThat(held()).isEqualTo("2.0/2048");

        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
        resized(resize(3, 3072));
        world.publisher.publish(new EnvStartRequested(env, OWNER));
        EnvRunning again = world.awaitRunning(env, running.epoch());
        assertThat(again.cpu()).isEqualTo(3);
        assertThat(again.memory()).isEqualTo(3072);
    }

    @Test
    void refusesMoreThanItsHostHasAndSaysWhatWouldFit() {
        WorkloadId neighbour = world.request(0);
        world.awaitRunning(neighbour, 0);

        EnvResizeRefused refused = refused(resize(64, 2048));
        assertThat(refused.fittingCpu()).isEqualTo(63);
        assertThat(refused.fittingMemory()).isEqualTo(131072 - 1024);
        assertThat(refused.reason()).contains("up to 63.0 cores");
        assertThat(held()).isEqualTo("1.0/1024");
        resized(resize(63, 2048));
    }

    @Test
    void keepsTheOldSizeWhenTheHostRefuses() {
        host.engine.refuses("it uses 900 MiB now, more than 512");

        assertThat(refused(resize(2, 512)).reason()).isEqualTo("it uses 900 MiB now, more than 512");
        assertThat(held()).isEqualTo("1.0/1024");
    }

    @Test
    void holdsTheLargerSizeAndRefusesASecondChangeUntilTheHostHasAnswered() {
        host.ignores(UpdateResources.class::isInstance);
        UUID first = resize(4, 512);
        world.probe.await(UpdateResources.class);
        assertThat(held()).isEqualTo("4.0/1024");
        assertThat(refused(resize(5, 5120)).reason()).isEqualTo("another change of its size is under way");

        host.ignores(command -> false);
        host.answers(host.ignored());
        resized(first);
        assertThat(held()).isEqualTo("4.0/512");
    }

    @Test
    void aStopDoesNotWaitForAChangeOfSizeAndLeavesNothingHeld() {
        host.ignores(UpdateResources.class::isInstance);
        UUID change = resize(4, 4096);
        world.probe.await(UpdateResources.class);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);

        host.engine.refuses("it does not run");
        host.answers(host.ignored());
        refused(change);
        assertThat(world.nothingHeld()).isTrue();
    }

    @Test
    void aRequestThatArrivesTwiceIsCarriedOutOnce() {
        var wish = new EnvResizeRequested(env, OWNER, UUID.randomUUID(), 2, 2048);
        world.publisher.publish(world.publisher.publish(wish));
        resized(wish.changeId());
        UUID last = resize(3, 3072);
        resized(last);

        assertThat(world.probe.messages(UpdateResources.class)).hasSize(2);
        assertThat(world.said(EnvResizeRefused.class, env)).isEmpty();
    }

    @Test
    void anEnvironmentThatNeverWasIsRefused() {
        var nobody = new WorkloadId("env-nobody");
        world.publisher.publish(new EnvResizeRequested(nobody, OWNER, UUID.randomUUID(), 2, 2048));

        assertThat(world.await(EnvResizeRefused.class, nobody).reason()).isEqualTo("it does not exist");
    }

    private UUID resize(double cpu, int memory) {
        UUID change = UUID.randomUUID();
        world.publisher.publish(new EnvResizeRequested(env, OWNER, change, cpu, memory));
        return change;
    }

    private EnvResized resized(UUID change) {
        return world.probe.await(EnvResized.class, fact -> fact.changeId().equals(change));
    }

    private EnvResizeRefused refused(UUID change) {
        return world.probe.await(EnvResizeRefused.class, fact -> fact.changeId().equals(change));
    }

    private String held() {
        return world.jdbc
                .sql("select cpu || '/' || memory from (select cpu::numeric(9, 1) as cpu, memory from leases"
                        + " where workload_id = :env and closed_at is null) held")
                .param("env", env.value())
                .query(String.class)
                .single();
    }
}
