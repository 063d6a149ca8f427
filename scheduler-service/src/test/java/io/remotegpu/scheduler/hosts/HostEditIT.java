package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.FleetEvent.HostAdministered;
import io.remotegpu.contracts.FleetEvent.HostRemoved;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import org.junit.jupiter.api.Test;

/** What administrators write on hosts, and how hosts go, over HTTP on a real database. */
class HostEditIT extends RunningScheduler {
    @Test
    void whatIsWrittenOnAHostOutlivesItsAgentsRestartAndDecidesWhoStartsThere() {
        FakeAgent host = world.host(1);
        String changes = "{\"labels\":{\"rack\":\"r7\"},\"taints\":[\"gpu=required\",\"workspace=2\"]}";
        assertThat(admin().send("/hosts/" + host.host(), "PATCH", changes).statusCode())
                .isEqualTo(200);
        host.register();
        WorkloadId stranger = world.request(1);
        assertThat(world.await(EnvQueued.class, stranger).reason())
                .isEqualTo("1 of 1 host takes only what tolerates gpu=required, workspace=2");
        assertThat(admin().get("/hosts/" + host.host()).body())
                .contains("\"rack\":\"r7\"", "\"taints\":[\"gpu=required\",\"workspace=2\"]");

        admin().send("/hosts/" + host.host(), "PATCH", "{\"taints\":[]}");
        world.awaitRunning(stranger, 0);
        assertThat(admin().get("/hosts/" + host.host()).body()).contains("\"rack\":\"r7\"");
    }

    @Test
    void saysWhichWordIsNone() {
        FakeAgent host = world.host(1);
        assertThat(admin().send("/hosts/" + host.host(), "PATCH", "{\"taints\":[\"a b\"]}")
                        .body())
                .contains("30001", "must be a word");
    }

    @Test
    void aHostGoesOnceNothingLivesThere() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        assertThat(remove(host)).isEqualTo(409);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
        assertThat(remove(host)).as("its home is there").isEqualTo(409);
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);
        assertThat(remove(host)).isEqualTo(204);
        world.probe.await(HostRemoved.class, fact -> fact.hostId().equals(host.host()));
        HostAdministered told = world.probe.await(
                HostAdministered.class,
                fact -> fact.hostId().equals(host.host()) && fact.action().equals("removed"));
        assertThat(told.actorName()).isNotBlank();
        assertThat(remove(host)).isEqualTo(404);
        assertThat(world.await(EnvQueued.class, world.request(1)).reason()).isEqualTo("no GPU host is registered");
        host.register();
        world.awaitRunning(world.request(0), 0);
    }

    private static int remove(FakeAgent host) {
        return admin().send("/hosts/" + host.host(), "DELETE", "").statusCode();
    }
}
