package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.FleetEvent.HostIncomplete;
import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.provisioning.RunningScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that list fewer GPUs than they have declared, on real PostgreSQL and Kafka; only the hosts are fakes. */
class IncompleteHostsIT extends RunningScheduler {
    private FakeAgent host;

    @BeforeEach
    void register() {
        host = world.host(2);
    }

    @Test
    void takesNothingNewAndRunsOnUntilAllItsGpusAreBack() {
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        lists(1);

        HostIncomplete fact = told(1).getFirst();
        assertThat(fact.closed()).isTrue();
        assertThat(fact.gpus()).containsExactly("GPU-" + host.host() + "-1");
        assertThat(fact.words()).contains("GPU 1 (NVIDIA GeForce RTX 4090", "is gone");
        assertThat(shown())
                .contains(
                        "\"status\":\"maintenance\"", "\"closed_reason\":\"GPU 1 (", "\"health_status\":\"degraded\"");
        WorkloadId next = world.request(1);
        assertThat(world.await(EnvQueued.class, next).reason()).contains("GPU 1 is gone");
        assertThat(host.running()).containsKey(env);
        assertThat(world.said(EnvStopped.class, env)).isEmpty();

        lists(2);
        world.awaitRunning(next, 0);
        assertThat(shown())
                .contains("\"status\":\"online\"", "\"health_status\":\"healthy\"")
                .doesNotContain("closed_reason");
        assertThat(timeline()).containsSubsequence("complete", "incomplete", "gpu_lost");
    }

    @Test
    void anAdministratorTakesItAsItIs() {
        lists(1);
        told(1);
        assertThat(admin().hostStatus(host.host(), "{\"status\":\"online\"}").body())
                .contains("\"status\":\"online\"", "\"health_status\":\"healthy\"");
        world.awaitRunning(world.request(1), 0);

        lists(1);
        assertThat(shown()).contains("\"status\":\"online\"");
        lists(0);
        assertThat(told(2).getLast().gpus()).containsExactly("GPU-" + host.host() + "-0");
        assertThat(shown()).contains("\"status\":\"maintenance\"", "\"health_status\":\"unhealthy\"");
    }

    @Test
    void staysInTheMaintenanceThatAPersonPutItInto() {
        admin().hostStatus(host.host(), "{\"status\":\"maintenance\"}");
        lists(1);
        assertThat(told(1).getFirst().closed()).isFalse();
        lists(2);
        assertThat(timeline()).startsWith("registered", "complete");
        assertThat(shown()).contains("\"status\":\"maintenance\"", "\"health_status\":\"healthy\"");
    }

    @Test
    void whatAPersonClosesMeanwhileStaysClosed() {
        lists(1);
        told(1);
        admin().hostStatus(host.host(), "{\"status\":\"maintenance\"}");
        assertThat(shown()).doesNotContain("closed_reason");
        lists(2);
        assertThat(shown()).contains("\"status\":\"maintenance\"");
    }

    @Test
    void tellsOnceHoweverOftenItIsListedAndOpensOnlyWithTheLast() {
        FakeAgent four = world.host(4);
        for (int gpus : List.of(2, 2, 3, 3)) {
            lists(four, gpus);
            assertThat(shown(four)).contains("\"status\":\"maintenance\"");
        }
        assertThat(shown(four)).contains("GPU 3 (").doesNotContain("GPU 2 (");
        lists(four, 4);
        assertThat(shown(four)).contains("\"status\":\"online\"");
        lists(four, 3);
        assertThat(told(2))
                .extracting(HostIncomplete::gpus)
                .extracting(List::size)
                .containsExactly(2, 1);
    }

    @Test
    void showsWhatItsGpusAreLike() {
        unfit(0);
        admin().await("/hosts/" + host.host(), "\"health_status\":\"degraded\"");
        assertThat(shown()).contains("\"status\":\"online\"", "is unhealthy: Xid 79");
        unfit(1);
        admin().await("/hosts/" + host.host(), "\"health_status\":\"unhealthy\"");
    }

    private void unfit(int index) {
        var cause = new GpuHealthCause(GpuHealthCause.Kind.XID, "Xid 79: GPU has fallen off the bus.");
        String gpu = "GPU-" + host.host() + "-" + index;
        world.publisher.publish(
                new GpuHealthChanged(host.host(), gpu, GpuHealth.UNHEALTHY, List.of(cause), Instant.now()));
    }

    private void lists(int gpus) {
        lists(host, gpus);
    }

    /** Until that was taken in. */
    private static void lists(FakeAgent agent, int gpus) {
        String registrations =
                "select count(*) from host_events where type = 'registered' and host_id = '" + agent.host() + "'";
        long before = world.count(registrations);
        agent.register(gpus);
        await().atMost(Duration.ofSeconds(60)).until(() -> world.count(registrations) > before);
    }

    private static List<HostIncomplete> told(int times) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.probe.messages(HostIncomplete.class).stream()
                                .distinct()
                                .count()
                        >= times);
        List<HostIncomplete> told =
                world.probe.messages(HostIncomplete.class).stream().distinct().toList();
        assertThat(told).hasSize(times);
        return told;
    }

    private String shown() {
        return shown(host);
    }

    private static String shown(FakeAgent agent) {
        return admin().get("/hosts/" + agent.host()).body();
    }

    /** Newest first. */
    private List<String> timeline() {
        return world.jdbc
                .sql("select type from host_events where host_id = :host order by id desc")
                .param("host", host.host().value())
                .query(String.class)
                .list();
    }
}
