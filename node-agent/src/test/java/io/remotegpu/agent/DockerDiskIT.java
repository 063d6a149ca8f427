package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.DiskUse;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What workloads write on a real engine's disk: measured, told and bounded. The agent allows 200 MiB beside volumes. */
@ExtendWith(RequiresRoot.class)
class DockerDiskIT extends DockerAgentFixture {
    private static final int STORAGE = 150;

    private final Asking asking = new Asking(kafka.servers(), new HostId(HOST));

    @AfterEach
    void stopListening() {
        asking.close();
    }

    @Test
    void stopsWhoWritesMoreBesideItsVolumesThanItMay() {
        String container = start(1);

        run("root", container, "fallocate -l 260M /opt/more");

        assertThat(first(ContainerExited.class).reason()).startsWith("outside of its volumes it keeps");
    }

    /** Holes take no room and neither does what a link leads to; what is deleted and still open does. */
    @Test
    void countsWhatTakesRoomAndNothingElse() {
        String container = start(1);
        run("dev", container, "truncate -s 10G holes; ln -s / everything; fallocate -l 100M data");
        DiskUse use = awaitUse(1, disk -> disk.volumes() >= 100);
        assertThat(use.volumes()).isLessThan(110);
        assertThat(use.volumesLimit()).isEqualTo(STORAGE);
        assertThat(use.layer()).isLessThan(20);
        assertThat(use.layerLimit()).isEqualTo(200);

        run(
                "dev",
                container,
                "exec 3> hidden; rm hidden; fallocate -l 40M /proc/self/fd/3; sleep 600 >/dev/null 2>&1 &");

        awaitUse(1, disk -> disk.volumes() >= 140);
        await().until(() -> asking.samples(id)
                .flatMap(sample -> sample.conditions().stream())
                .anyMatch(condition -> condition.kind() == Condition.Kind.DISK_NEARLY_FULL
                        && condition.words().endsWith("of the 150 MiB that it may; beyond that it is stopped")));
    }

    @Test
    void stopsWhoFillsItsHomeAndLetsItStartAgainToDelete() {
        String container = start(1);
        run("dev", container, "fallocate -l 200M data");
        assertThat(first(ContainerExited.class).reason())
                .startsWith("its volumes hold ")
                .contains(", more than the 150 MiB that it may");

        kafka.forget();
        String again = start(2);
        awaitUse(2, disk -> disk.volumes() > STORAGE);
        run("dev", again, "rm data");

        awaitUse(2, disk -> disk.volumes() < 20);
        assertThat(kafka.seen(ContainerExited.class, ours())).isEmpty();
    }

    private String start(long epoch) {
        kafka.send(COMMANDS.start(id, epoch, workload(), port, List.of(), List.of()));
        return first(ContainerStarted.class).containerId();
    }

    /** The last measurement of a run, once it fits. */
    private DiskUse awaitUse(long epoch, Predicate<DiskUse> fitting) {
        return await().until(
                        () -> asking.samples(id)
                                .filter(sample -> sample.epoch() == epoch)
                                .reduce((earlier, later) -> later)
                                .map(sample -> sample.disk())
                                .filter(fitting)
                                .orElse(null),
                        Objects::nonNull);
    }

    /** It may be ended by what it does. */
    private static void run(String user, String container, String script) {
        Shells.run("docker", "exec", "-u", user, "-w", "/home/dev", container, "bash", "-c", script);
    }

    private static Workload workload() {
        return new Workload(
                Commands.BASE_IMAGE,
                List.of(),
                Map.of(),
                1,
                512,
                STORAGE,
                GpuRequest.NONE,
                List.of(new PortRequest("ssh", 22, "tcp")),
                List.of(new Volume("home", "/home/dev", false)),
                new Probe(Probe.Kind.SSH, 22, "", 30),
                null,
                false);
    }
}
