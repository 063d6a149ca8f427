package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.GisEvent;
import io.remotegpu.contracts.GisEvent.GisDeleteRequested;
import io.remotegpu.contracts.GisEvent.GisRestartRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.WorkloadFile;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** GIS services are workloads with a configuration that comes with each wish. */
class GisIT extends RunningScheduler {
    private static final String FIRST = "password: one-secret";
    private static final String SECOND = "password: two-secret";

    private final WorkloadId service =
            new WorkloadId("gis-" + UUID.randomUUID().toString().substring(0, 8));

    @Test
    void takesAnotherConfigurationByStoppingFirstAndForgetsItWhenDeleted() {
        FakeAgent host = world.host(0);
        world.publisher.publish(start(1, FIRST));
        EnvRunning first = world.awaitRunning(service, 0);

        world.publisher.publish(start(2, SECOND));
        world.awaitRunning(service, first.epoch());
        assertThat(host.running().get(service).workload()).isEqualTo(workload(SECOND));
        assertThat(host.running().get(service).authorizedKeys()).isEmpty();
        assertThat(world.said(EnvStopped.class, service)).hasSize(1);

        world.publisher.publish(new GisDeleteRequested(service, 3, OWNER));
        world.await(EnvDeleted.class, service);
        assertThat(world.nothingHeld()).isTrue();
        assertThat(secretsKept()).isZero();
    }

    @Test
    void goesOnAsItIsWhenItIsStartedWithWhatItRunsAndAgainWhenRestarted() {
        FakeAgent host = world.host(0);
        world.publisher.publish(start(1, FIRST));
        EnvRunning first = world.awaitRunning(service, 0);
        world.publisher.publish(start(2, FIRST));
        world.publisher.publish(
                new GisRestartRequested(service, 3, OWNER, new WorkspaceId(1), "tiles", workload(FIRST)));
        world.awaitRunning(service, first.epoch());
        assertThat(host.everStarted()).hasSize(2);
    }

    @Test
    void passesOverWishesThatComeTwiceOrLate() {
        FakeAgent host = world.host(0);
        Envelope<GisEvent> wish = world.publisher.publish(start(1, FIRST));
        world.publisher.publish(wish);
        EnvRunning first = world.awaitRunning(service, 0);
        world.publisher.publish(new GisStopRequested(service, 3, OWNER));
        world.publisher.publish(start(2, SECOND));
        world.await(EnvStopped.class, service);
        world.publisher.publish(wish);
        world.publisher.publish(start(4, SECOND));
        world.awaitRunning(service, first.epoch());
        assertThat(host.everStarted())
                .extracting(StartContainer::workload)
                .containsExactly(workload(FIRST), workload(SECOND));
    }

    @Test
    void takesAnotherConfigurationWhileItIsBeingStarted() {
        FakeAgent host = world.host(0);
        host.ignores(command ->
                command instanceof StartContainer start && start.workload().equals(workload(FIRST)));
        world.publisher.publish(start(1, FIRST));
        world.probe.await(StartContainer.class, asked -> asked.workloadId().equals(service));
        world.publisher.publish(start(2, SECOND));
        world.awaitRunning(service, 0);
        assertThat(host.everStarted()).extracting(StartContainer::workload).containsExactly(workload(SECOND));
        assertThat(world.said(EnvFailed.class, service)).isEmpty();
        assertThat(world.said(EnvStopped.class, service)).isEmpty();
    }

    @Test
    void tellsTheLastWordsOfWhatEndedByItself() {
        FakeAgent host = world.host(0);
        world.publisher.publish(start(1, FIRST));
        EnvRunning running = world.awaitRunning(service, 0);
        host.loses(service);
        world.publisher.publish(new ContainerExited(
                host.host(),
                service,
                running.epoch(),
                255,
                false,
                "exit code 255",
                Instant.now(),
                List.of("no sources")));
        assertThat(world.await(EnvFailed.class, service).logTail()).containsExactly("no sources");
        assertThat(world.probe.messages(StopContainer.class))
                .filteredOn(stop -> stop.workloadId().equals(service))
                .extracting(StopContainer::graceSeconds)
                .contains(30);
        await().until(() -> world.nothingHeld());
    }

    @Test
    void saysOfOneThatNeverWasThatItIsGone() {
        world.publisher.publish(new GisDeleteRequested(service, 1, OWNER));
        assertThat(world.await(EnvDeleted.class, service).epoch()).isZero();
    }

    private GisEvent start(long generation, String configuration) {
        return new GisStartRequested(service, generation, OWNER, new WorkspaceId(1), "tiles", workload(configuration));
    }

    private static Workload workload(String configuration) {
        Workload plain = Workloads.withGpus(0);
        return new Workload(
                plain.image(),
                plain.argv(),
                plain.env(),
                plain.cpu(),
                plain.memory(),
                plain.storage(),
                plain.gpu(),
                plain.ports(),
                plain.volumes(),
                plain.probe(),
                plain.user(),
                plain.readOnlyRoot(),
                List.of(),
                List.of(new WorkloadFile("/etc/martin/config.yaml", configuration)),
                null,
                30,
                List.of(),
                null,
                null,
                HostSelector.ANY,
                512);
    }

    private static long secretsKept() {
        return world.count("select count(*) from allocations where workload::text like '%-secret%'")
                + world.count("select count(*) from sagas where data::text like '%-secret%'")
                + world.count("select count(*) from placement_decisions where explanation like '%-secret%'");
    }
}
