package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotRemoved;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sizes and snapshots of running workloads on a real engine. */
class DockerRunningIT extends DockerAgentFixture {
    private final SnapshotId snapshot =
            new SnapshotId("snap-" + UUID.randomUUID().toString().substring(0, 8));
    private final WorkloadId copy = new WorkloadId("env-" + UUID.randomUUID());

    @AfterEach
    void removeImage() {
        DockerCommands.containers(copy).forEach(one -> Shells.run("docker", "rm", "-f", one));
        Shells.run("docker", "image", "rm", "-f", "remotegpu-snapshot/" + snapshot + ":latest");
    }

    @Test
    void changesTheLimitsOfARunningContainerAndTakesThemBack() {
        String container = start();

        kafka.send(COMMANDS.resize(id, 1, 1.5, 1024));
        first(ResourcesUpdated.class);
        assertThat(limits(container)).isEqualTo("1500000000 1073741824 1073741824");

        kafka.send(COMMANDS.restore(id, 1, 0.5, 512));
        first(ResourcesRestored.class);
        assertThat(limits(container)).isEqualTo("500000000 536870912 536870912");
        assertThat(DockerCommands.inspect(container, "{{.State.Running}} {{.RestartCount}}"))
                .isEqualTo("true 0");
    }

    @Test
    void takesNoMemoryAwayThatIsInUse() {
        String container = start();
        Shells.run(
                "docker",
                "exec",
                "-d",
                container,
                "sh",
                "-c",
                "head -c 150000000 /dev/zero > /dev/shm/held; sleep 600");
        await().until(() -> Shells.run("docker", "exec", container, "stat", "-c", "%s", "/dev/shm/held")
                .output()
                .equals("150000000"));

        kafka.send(COMMANDS.resize(id, 1, 0.5, 64));

        assertThat(first(ResourcesNotUpdated.class).reason()).contains("MiB now, more than 64");
        assertThat(limits(container)).isEqualTo("500000000 536870912 536870912");
    }

    @Test
    void aSnapshotHoldsWhatWasInstalledAndAnotherWorkloadStartsFromIt() {
        String container = start();
        Shells.run(
                "docker",
                "exec",
                "-u",
                "0",
                container,
                "sh",
                "-c",
                "echo tuned > /opt/tool; echo mine > /home/dev/own");

        kafka.send(COMMANDS.snapshot(id, 1, snapshot));
        SnapshotCommitted taken = first(SnapshotCommitted.class);
        assertThat(taken.image()).isEqualTo("remotegpu-snapshot/" + snapshot + ":latest");
        assertThat(taken.size()).isPositive();
        assertThat(Shells.run(
                                "docker",
                                "image",
                                "inspect",
                                "-f",
                                "{{index .Config.Labels \"io.remotegpu.snapshot\"}}",
                                taken.image())
                        .output())
                .isEqualTo(snapshot.value());

        String started = startCopy(taken.image());
        assertThat(Shells.run("docker", "exec", started, "cat", "/opt/tool").output())
                .isEqualTo("tuned");
        assertThat(Shells.run("docker", "exec", started, "ls", "/home/dev").output())
                .isEmpty();
        assertThat(DockerCommands.inspect(started, "{{index .Config.Labels \"io.remotegpu.workload\"}}"))
                .isEqualTo(copy.value());

        kafka.send(COMMANDS.removeSnapshot(id, snapshot));
        assertThat(first(SnapshotNotRemoved.class).reason()).contains("container", "is using");
        kafka.send(COMMANDS.stop(copy, 1));
        kafka.awaitFirst(ContainerStopped.class, event -> event.workloadId().equals(copy));
        kafka.send(COMMANDS.removeSnapshot(id, snapshot));
        first(SnapshotRemoved.class);
        assertThat(Shells.run("docker", "image", "ls", "-q", taken.image()).output())
                .isEmpty();
    }

    @Test
    void nobodyStartsFromASnapshotByTheIdOfItsImageNorFromOneThatIsGone() {
        start();
        kafka.send(COMMANDS.snapshot(id, 1, snapshot));
        String image = first(SnapshotCommitted.class).image();
        String imageId =
                Shells.run("docker", "image", "inspect", "-f", "{{.Id}}", image).output();

        kafka.send(COMMANDS.start(copy, 1, fromImage(imageId), Shells.freePort(), List.of(), List.of()));
        assertThat(kafka.awaitFirst(
                                ContainerFailed.class,
                                event -> event.workloadId().equals(copy) && event.epoch() == 1)
                        .cause())
                .isEqualTo(FailureCause.INVALID_WORKLOAD);

        var gone = fromImage("remotegpu-snapshot/snap-gone:latest");
        kafka.send(COMMANDS.start(copy, 2, gone, Shells.freePort(), List.of(), List.of()));
        assertThat(kafka.awaitFirst(
                                ContainerFailed.class,
                                event -> event.workloadId().equals(copy) && event.epoch() == 2)
                        .reason())
                .contains("this host does not have it");
    }

    private String start() {
        kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));
        return first(ContainerStarted.class).containerId();
    }

    private String startCopy(String image) {
        kafka.send(COMMANDS.start(copy, 1, fromImage(image), Shells.freePort(), List.of(), List.of()));
        return kafka.awaitFirst(
                        ContainerStarted.class, event -> event.workloadId().equals(copy))
                .containerId();
    }

    private static Workload fromImage(String image) {
        return Commands.environment(image, Probe.Kind.SSH, Map.of());
    }

    private static String limits(String container) {
        return DockerCommands.inspect(
                container, "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}");
    }
}
