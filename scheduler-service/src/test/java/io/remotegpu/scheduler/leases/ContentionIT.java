package io.remotegpu.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two replicas on one database and many more wishes than GPUs. */
class ContentionIT {
    private static final int WISHES = 200;
    private static final CustomerId OWNER = new CustomerId(1);

    @Test
    void neverLeasesAGpuTwiceAndLeaksNothing() throws Exception {
        try (World world = new World()) {
            world.startPatientScheduler();
            world.startPatientScheduler();
            List<FakeAgent> hosts = List.of(world.host(4), world.host(4));
            IntStream.range(0, WISHES).parallel().forEach(wish -> world.request(1 + wish % 2));

            Set<WorkloadId> dismissed = new HashSet<>();
            await().atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        world.probe.messages(EnvRunning.class).stream()
                                .map(EnvRunning::workloadId)
                                .filter(dismissed::add)
                                .forEach(env -> world.publisher.publish(new EnvDeleteRequested(env, OWNER)));
                        return world.probe.messages(EnvDeleted.class).stream()
                                        .distinct()
                                        .count()
                                >= WISHES;
                    });

            assertThat(hosts).allSatisfy(host -> {
                assertThat(host.broken()).isEmpty();
                assertThat(host.running()).isEmpty();
            });
            assertThat(dismissed).hasSize(WISHES);
            assertThat(hosts.getFirst().everStarted().size()
                            + hosts.getLast().everStarted().size())
                    .isEqualTo(WISHES);
            assertThat(overlappingLeases(world)).isZero();
            assertThat(world.nothingHeld()).isTrue();
            assertThat(world.count("select count(*) from queue")).isZero();
        }
    }

    private static long overlappingLeases(World world) {
        return world.count("""
                select count(*) from gpu_leases a join gpu_leases b on a.gpu_uuid = b.gpu_uuid and a.epoch < b.epoch
                where a.closed_at is null or a.closed_at > b.opened_at
                """);
    }
}
