package io.remotegpu.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.runtime.GpuAccess.Answer;
import io.remotegpu.contracts.GpuAccessLost;
import io.remotegpu.contracts.GpuAccessRestored;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GpuAccessWatchTest {
    private static final HostId HOST = new HostId("host-1");
    private static final WorkloadId ENV = new WorkloadId("env-1");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Answer NVML = new Answer.Denied("Failed to initialize NVML: Unknown Error");
    private static final Answer WELL = new Answer.Granted();

    private final List<NodeEvent> told = new CopyOnWriteArrayList<>();
    private List<RunningWorkload> running = List.of(workload(5));
    private Answer answer = WELL;
    private boolean confirmed = true;
    private Instant now = NOON;

    @Test
    void tellsALossSeenTwiceFromTheLastLookThatReachedThem() {
        GpuAccessWatch watch = watch();
        look(watch, WELL);
        told.clear();
        look(watch, NVML);
        assertThat(told).isEmpty();
        look(watch, NVML);
        look(watch, NVML);

        assertThat(told)
                .containsExactly(new GpuAccessLost(HOST, ENV, 5, NOON, "Failed to initialize NVML: Unknown Error"));
    }

    @Test
    void tellsWhenTheyAreReachedAgainFromTheLastLookThatDidNot() {
        GpuAccessWatch watch = watch();
        look(watch, WELL);
        look(watch, NVML);
        look(watch, NVML);
        told.clear();
        look(watch, WELL);

        assertThat(told).containsExactly(new GpuAccessRestored(HOST, ENV, 5, NOON.plusSeconds(60)));
    }

    @Test
    void tellsAgainAfterItsOwnStartHowItIs() {
        look(watch(), WELL);
        assertThat(told).hasSize(1).first().isInstanceOf(GpuAccessRestored.class);
        told.clear();
        GpuAccessWatch another = watch();
        look(another, NVML);
        look(another, NVML);
        assertThat(told).hasSize(1).first().isInstanceOf(GpuAccessLost.class);
    }

    @Test
    void concludesNothingFromAnImageThatCannotBeAsked() {
        GpuAccessWatch watch = watch();
        look(watch, WELL);
        told.clear();
        for (int i = 0; i < 5; i++) {
            look(watch, new Answer.Untold("no nvidia-smi"));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void believesNoContainerThatNobodyOutsideConfirms() {
        GpuAccessWatch watch = watch();
        look(watch, WELL);
        told.clear();
        confirmed = false;
        look(watch, NVML);
        look(watch, NVML);
        assertThat(told).isEmpty();
    }

    @Test
    void billsFromTheLastLookWhatIsNotConfirmedAnyMore() {
        GpuAccessWatch watch = watch();
        look(watch, NVML);
        look(watch, NVML);
        told.clear();
        confirmed = false;
        look(watch, NVML);
        assertThat(told).containsExactly(new GpuAccessRestored(HOST, ENV, 5, NOON.plusSeconds(30)));
    }

    @Test
    void beginsAnewWithTheNextRun() {
        GpuAccessWatch watch = watch();
        look(watch, NVML);
        look(watch, NVML);
        told.clear();
        running = List.of(workload(6));
        look(watch, NVML);
        assertThat(told).isEmpty();
        look(watch, WELL);
        assertThat(told).containsExactly(new GpuAccessRestored(HOST, ENV, 6, NOON.plusSeconds(90)));
    }

    @Test
    void asksNobodyWithoutGpus() {
        running = List.of(new RunningWorkload(ENV, 5, "c5", List.of()));
        GpuAccessWatch watch = watch();
        look(watch, NVML);
        look(watch, NVML);
        assertThat(told).isEmpty();
    }

    private void look(GpuAccessWatch watch, Answer next) {
        answer = next;
        watch.look();
        now = now.plus(Duration.ofSeconds(30));
    }

    private GpuAccessWatch watch() {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new GpuAccessWatch(
                HOST,
                () -> running,
                container -> answer,
                (container, gpus) -> confirmed,
                (id, event, trace) -> told.add(event),
                clock);
    }

    private static RunningWorkload workload(long epoch) {
        return new RunningWorkload(ENV, epoch, "c" + epoch, List.of("GPU-1"));
    }
}
