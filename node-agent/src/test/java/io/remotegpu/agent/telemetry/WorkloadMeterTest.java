package io.remotegpu.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.runtime.ContainerUsage;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.DiskUse;
import io.remotegpu.contracts.workload.WorkloadSample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadMeterTest {
    private static final RunningWorkload ONE = new RunningWorkload(new WorkloadId("env-1"), 7, "one", List.of("GPU-1"));
    private static final RunningWorkload OTHER = new RunningWorkload(new WorkloadId("env-2"), 8, "other", List.of());
    private static final DiskUse USE = new DiskUse(9, 10, 1, 0, 0);
    private static final long SECOND = 1_000_000_000L;
    private static final long MEBIBYTE = 1024 * 1024;

    private final Map<String, ContainerUsage> usage = new ConcurrentHashMap<>();
    private final AtomicLong nanos = new AtomicLong();
    private final WorkloadMeter meter = new WorkloadMeter(this::usage, new Known(), nanos::get);

    @Test
    void tellsCoresAndBytesBetweenTwoLooks() throws InterruptedException {
        usage.put("one", new ContainerUsage(5 * SECOND, 10 * MEBIBYTE + 1, 1000L, null));
        assertThat(meter.sample(List.of(ONE)))
                .containsExactly(new WorkloadSample(ONE.workloadId(), 7, List.of("GPU-1"), null, 11, null, null));

        usage.put("one", new ContainerUsage(20 * SECOND, 10 * MEBIBYTE, 4000L, null));
        nanos.addAndGet(10 * SECOND);
        assertThat(meter.sample(List.of(ONE)))
                .containsExactly(new WorkloadSample(ONE.workloadId(), 7, List.of("GPU-1"), 1.5, 10, 3000L, null));
    }

    @Test
    void tellsNothingOfCountersThatBeganAnew() throws InterruptedException {
        usage.put("one", new ContainerUsage(5 * SECOND, 1, 1000L, 1000L));
        meter.sample(List.of(ONE));
        usage.put("one", new ContainerUsage(SECOND, 1, 10L, 2000L));
        nanos.addAndGet(SECOND);

        WorkloadSample sample = meter.sample(List.of(ONE)).getFirst();
        assertThat(sample.cpu()).isNull();
        assertThat(sample.networkReceived()).isNull();
        assertThat(sample.networkSent()).isEqualTo(1000L);
    }

    @Test
    void leavesOutWhatCannotBeMeasured() throws InterruptedException {
        usage.put("one", new ContainerUsage(0, 0, null, null));

        assertThat(meter.sample(List.of(OTHER, ONE)))
                .extracting(WorkloadSample::workloadId)
                .containsExactly(ONE.workloadId());
    }

    @Test
    void tellsWhatElseIsKnownAndOfTooManyProcesses() throws InterruptedException {
        usage.put("one", new ContainerUsage(0, 0, null, null, 3L));

        WorkloadSample sample = meter.sample(List.of(ONE)).getFirst();
        assertThat(sample.disk()).isEqualTo(USE);
        assertThat(sample.conditions())
                .extracting(Condition::kind)
                .containsExactly(Condition.Kind.DISK_NEARLY_FULL, Condition.Kind.PROCESSES_AT_LIMIT);
    }

    /** Of a container with few processes left, so that the others are told nothing more of. */
    private final class Known implements Standing {
        @Override
        public @Nullable DiskUse disk(String containerId) {
            return isFull() ? USE : null;
        }

        @Override
        public List<Condition> conditions(String containerId) {
            return isFull() ? List.of(new Condition(Condition.Kind.DISK_NEARLY_FULL, "full")) : List.of();
        }

        private boolean isFull() {
            return usage.get("one").processesFree() != null;
        }
    }

    private Optional<ContainerUsage> usage(String container) {
        if (!usage.containsKey(container)) {
            throw new IllegalStateException("the engine is away");
        }
        return Optional.of(usage.get(container));
    }
}
