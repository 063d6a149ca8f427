package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.Workloads;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a request may ask for beside its size, on real PostgreSQL and Kafka; only the hosts are fakes. */
class PoliciesIT extends RunningScheduler {
    @Test
    void whoHasPriorityLeavesTheQueueFirstAndTheOthersAreToldWhenTheyDo() {
        world.host(1);
        WorkloadId first = world.request(1);
        world.awaitRunning(first, 0);
        WorkloadId patient = request(Workloads.withGpus(1), 10, null);
        world.await(EnvQueued.class, patient);
        WorkloadId urgent = request(Workloads.withGpus(1), 90, null);
        world.await(EnvQueued.class, urgent);

        world.publisher.publish(new EnvDeleteRequested(first, OWNER));
        world.awaitRunning(urgent, 0);
        assertThat(world.said(GpuReserved.class, patient)).isEmpty();

        world.publisher.publish(new EnvDeleteRequested(urgent, OWNER));
        EnvRunning last = world.awaitRunning(patient, 0);
        assertThat(world.said(GpuReserved.class, patient))
                .singleElement()
                .extracting(GpuReserved::epoch)
                .isEqualTo(last.epoch());
    }

    @Test
    void anotherPriorityCountsForWhoWaitsAlready() {
        world.host(1);
        WorkloadId first = world.request(1);
        world.awaitRunning(first, 0);
        WorkloadId earlier = world.request(1);
        world.await(EnvQueued.class, earlier);
        WorkloadId later = world.request(1);
        world.await(EnvQueued.class, later);
        settings(later, new Scheduling(99, LostHostPolicy.HOLD, null), null);
        world.publisher.publish(new EnvDeleteRequested(first, OWNER));

        world.awaitRunning(later, 0);
        assertThat(world.said(GpuReserved.class, earlier)).isEmpty();
    }

    @Test
    void stopsWhatHasRunAsLongAsItAskedFor() {
        world.host(1);
        WorkloadId env = request(Workloads.withGpus(1), 50, 1);
        EnvRunning running = world.awaitRunning(env, 0);

        assertThat(world.await(EnvExpired.class, env).epoch()).isEqualTo(running.epoch());
        assertThat(world.await(EnvStopped.class, env).epoch()).isEqualTo(running.epoch());
        assertThat(world.nothingHeld()).isTrue();
        assertThat(world.said(EnvExpired.class, env)).hasSize(1);
    }

    @Test
    void newDatasetsAndVariablesAreThereFromTheNextStart() {
        world.host(1);
        WorkloadId env = world.request(1);
        long first = world.awaitRunning(env, 0).epoch();
        var dataset = new DatasetMount("ds-1", DatasetMount.Kind.FOLDER, "imagenet", "/datasets/imagenet");
        world.publisher.publish(new EnvDatasetsChanged(env, OWNER, List.of(dataset)));
        settings(env, Scheduling.ORDINARY, Map.of("LANG", "zh_CN.UTF-8"));
        world.publisher.publish(new EnvRestartRequested(env, OWNER));

        world.awaitRunning(env, first);
        Workload started = world.probe
                .await(StartContainer.class, start -> start.workloadId().equals(env) && start.epoch() > first)
                .workload();
        assertThat(started.datasets()).containsExactly(dataset);
        assertThat(started.env()).containsExactly(Map.entry("LANG", "zh_CN.UTF-8"));
    }

    private static void settings(WorkloadId env, Scheduling scheduling, @Nullable Map<String, String> variables) {
        world.publisher.publish(new EnvSettingsChanged(env, OWNER, "renamed", scheduling, variables));
    }

    private static WorkloadId request(Workload workload, int priority, @Nullable Integer seconds) {
        var id = new WorkloadId("env-" + UUID.randomUUID());
        var scheduling = new Scheduling(priority, LostHostPolicy.HOLD, seconds);
        world.publisher.publish(new EnvRequested(id, OWNER, new WorkspaceId(1), "mine", workload, scheduling, null));
        return id;
    }
}
