package io.remotegpu.agent.runtime.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesRuntimeTest {
    private static final WorkloadId ENV = new WorkloadId("env-1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Cluster cluster = new Cluster();
    private final KubernetesRuntime runtime = cluster.runtime(Clock.systemUTC());

    @AfterEach
    void close() {
        runtime.close();
        cluster.close();
    }

    @Test
    void createsAPodThatGetsNoNodeBeforeItIsStarted() {
        String id = runtime.create(cluster.spec(ENV, 7, "lab/node-1/A100/gpu/0", "lab/node-1/A100/gpu/5"));

        Pod pod = cluster.pod(id);
        assertThat(pod.getSpec().getSchedulingGates()).hasSize(1);
        assertThat(runtime.inspect(id)).hasValueSatisfying(created -> {
            assertThat(created.state()).isEqualTo(Container.State.CREATED);
            assertThat(created.epoch()).isEqualTo(7);
            assertThat(created.gpus()).containsExactly("lab/node-1/A100/gpu/0", "lab/node-1/A100/gpu/5");
            assertThat(created.startedAt()).isNull();
        });
        runtime.start(id, List.of());
        assertThat(cluster.pod(id).getSpec().getSchedulingGates()).isEmpty();
    }

    @Test
    void runsOnceTheNodeSaysSo() {
        String id = started(7);

        cluster.kubelet.runs(id, NOON, "10.1.2.3");
        runtime.awaitRunning(id, () -> false);

        assertThat(runtime.list()).containsExactly(new ContainerSummary(id, ENV, 7, true));
        assertThat(runtime.inspect(id).map(Container::startedAt)).hasValue(NOON);
        assertThat(runtime.reach(id, 22)).hasValueSatisfying(address -> assertThat(address.getHostString())
                .isEqualTo("10.1.2.3"));
    }

    @Test
    void failsWithTheClustersWordsWhereThereIsNoImage() {
        String id = started(7);
        cluster.kubelet.waits(id, "ImagePullBackOff", "pull access denied for nobody/nothing");

        assertThatThrownBy(() -> runtime.awaitRunning(id, () -> false))
                .isInstanceOfSatisfying(PlatformException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.KUBERNETES_ERROR);
                    assertThat(WorkloadFailure.of(failure).cause()).isEqualTo(FailureCause.IMAGE_UNAVAILABLE);
                    assertThat(WorkloadFailure.of(failure).reason()).contains("pull access denied");
                });
    }

    @Test
    void failsWhenNoNodeTakesItForLong() {
        String id = started(7);
        cluster.kubelet.findsNoNode(
                id, Instant.now().minus(Duration.ofHours(1)), "0/3 nodes: insufficient nvidia.com/gpu");

        assertThatThrownBy(() -> runtime.awaitRunning(id, () -> false))
                .satisfies(failure ->
                        assertThat(WorkloadFailure.of(failure).cause()).isEqualTo(FailureCause.HOST_ERROR))
                .hasMessageContaining("insufficient nvidia.com/gpu");
    }

    @Test
    void waitsWhileTheClusterLooksForANodeAndGivesUpWhenNobodyWantsItAnyMore() {
        String id = started(7);
        cluster.kubelet.findsNoNode(
                id, Instant.now().plus(Duration.ofHours(1)), "0/3 nodes: insufficient nvidia.com/gpu");
        AtomicInteger looks = new AtomicInteger();

        assertThatThrownBy(() -> runtime.awaitRunning(id, () -> looks.incrementAndGet() > 2))
                .satisfies(failure ->
                        assertThat(WorkloadFailure.of(failure).cause()).isEqualTo(FailureCause.CANCELLED));
    }

    @Test
    void keepsAPodThatEndedUntilItsEndIsNoted() {
        String id = started(7);
        cluster.kubelet.runs(id, NOON, "10.1.2.3");
        cluster.kubelet.ends(id, NOON, NOON.plusSeconds(90), 143, "Error");

        runtime.stop(id, Duration.ofSeconds(1));

        assertThat(runtime.inspect(id).map(Container::finishedAt)).hasValue(NOON.plusSeconds(90));
        runtime.remove(id);
        assertThat(runtime.list()).isEmpty();
        assertThat(cluster.names("services")).isEmpty();
        assertThat(cluster.names("secrets")).containsExactly("remotegpu-env-1-keys");
        assertThat(cluster.names("claims")).containsExactly("remotegpu-env-1-home");
        runtime.removeVolumes(ENV);
        assertThat(cluster.names("claims")).isEmpty();
        assertThat(cluster.names("secrets")).isEmpty();
    }

    @Test
    void doesNotBelieveThatAPodHasEndedWhoseNodeSaysNothing() {
        KubernetesRuntime impatient = cluster.runtime(new LeapingClock(Clock.systemUTC(), Duration.ofSeconds(15)));
        String id = started(7);
        cluster.kubelet.runs(id, NOON, "10.1.2.3");

        assertThatThrownBy(() -> impatient.stop(id, Duration.ofSeconds(1)))
                .hasMessageContaining("does not say that it ended");

        assertThat(runtime.list()).extracting(ContainerSummary::running).containsExactly(true);
    }

    @Test
    void stopsOneThatNeverGotANode() {
        String id = runtime.create(cluster.spec(ENV, 7));

        runtime.stop(id, Duration.ZERO);
        runtime.remove(id);

        assertThat(runtime.list()).isEmpty();
    }

    @Test
    void undoesWhatNeverWas() {
        runtime.stop("remotegpu-env-9-1", Duration.ZERO);
        runtime.remove("remotegpu-env-9-1");
        runtime.removeVolumes(new WorkloadId("env-9"));

        assertThat(runtime.inspect("remotegpu-env-9-1")).isEmpty();
    }

    @Test
    void tellsOfAPodThatEndsAndKnowsWhy() {
        Queue<WorkloadId> ended = new ConcurrentLinkedQueue<>();
        runtime.onExit(ended::add);
        String id = started(7);
        cluster.kubelet.runs(id, NOON, "10.1.2.3");

        cluster.kubelet.ends(id, NOON, NOON.plusSeconds(5), 137, "OOMKilled");

        await().atMost(Duration.ofSeconds(30)).until(() -> ended.contains(ENV));
        assertThat(runtime.inspect(id)).hasValueSatisfying(pod -> {
            assertThat(pod.outOfMemory()).isTrue();
            assertThat(pod.exitCode()).isEqualTo(137);
            assertThat(pod.isRunning()).isFalse();
        });
    }

    @Test
    void saysThatItIsTheClusterThatDoesNotAnswer() {
        cluster.goesAway();

        assertThatThrownBy(runtime::list)
                .isInstanceOfSatisfying(PlatformException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.KUBERNETES_ERROR));
    }

    @Test
    void seesNothingOfOtherPlatforms() {
        String id = started(7);

        assertThat(cluster.runtimeOfPlatform("another").list()).isEmpty();
        assertThat(cluster.runtimeOfPlatform("lab").list())
                .extracting(ContainerSummary::id)
                .containsExactly(id);
    }

    private String started(long epoch) {
        String id = runtime.create(cluster.spec(ENV, epoch));
        runtime.start(id, List.of());
        return id;
    }
}
