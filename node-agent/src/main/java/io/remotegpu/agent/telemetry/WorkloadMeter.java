package io.remotegpu.agent.telemetry;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.runtime.ContainerUsage;
import io.remotegpu.agent.runtime.Usage;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.WorkloadSample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each workload used between two looks at what its container used in all. */
final class WorkloadMeter {
    private static final Logger log = LoggerFactory.getLogger(WorkloadMeter.class);
    private static final long MEBIBYTE = 1024L * 1024;
    /** An engine measures a container for about a second. */
    private static final int AT_ONCE = 8;
    /** Whoever comes so near to the bound of its processes fails to start some now and then. */
    private static final long FEW_PROCESSES = 40;

    private final Usage usage;
    private final Standing standing;
    private final LongSupplier nanos;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private Map<String, Look> before = Map.of();

    private record Look(ContainerUsage usage, long nanos) {}

    /** @param nanos the monotonic clock */
    WorkloadMeter(Usage usage, Standing standing, LongSupplier nanos) {
        this.usage = usage;
        this.standing = standing;
        this.nanos = nanos;
    }

    /** One for each workload whose container can be measured now. Called by one thread. */
    List<WorkloadSample> sample(List<RunningWorkload> running) throws InterruptedException {
        Map<String, Look> now = look(running);
        List<WorkloadSample> samples = running.stream()
                .filter(workload -> now.containsKey(workload.containerId()))
                .map(workload -> sample(
                        workload,
                        Objects.requireNonNull(now.get(workload.containerId())),
                        before.get(workload.containerId())))
                .toList();
        before = now;
        return samples;
    }

    private Map<String, Look> look(List<RunningWorkload> running) throws InterruptedException {
        Map<String, Look> looks = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Look>>> tasks = running.stream()
                    .<Callable<Optional<Look>>>map(workload -> () -> look(workload.containerId()))
                    .toList();
            List<Future<Optional<Look>>> seen = threads.invokeAll(tasks);
            for (int i = 0; i < seen.size(); i++) {
                String container = running.get(i).containerId();
                seen.get(i).get().ifPresent(look -> looks.put(container, look));
            }
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException(unexpected.getCause());
        }
        return looks;
    }

    private Optional<Look> look(String container) throws InterruptedException {
        places.acquire();
        try {
            return usage.of(container).map(used -> new Look(used, nanos.getAsLong()));
        } catch (RuntimeException engine) {
            log.debug("container {} cannot be measured now: {}", container, engine.toString());
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    private WorkloadSample sample(RunningWorkload workload, Look now, @Nullable Look before) {
        Double cpu = null;
        if (before != null && now.usage().cpuNanos() >= before.usage().cpuNanos() && now.nanos() > before.nanos()) {
            double cores =
                    (double) (now.usage().cpuNanos() - before.usage().cpuNanos()) / (now.nanos() - before.nanos());
            cpu = BigDecimal.valueOf(cores).setScale(3, RoundingMode.HALF_UP).doubleValue();
        }
        return new WorkloadSample(
                workload.workloadId(),
                workload.epoch(),
                workload.gpus(),
                cpu,
                Math.toIntExact(Math.ceilDiv(now.usage().memory(), MEBIBYTE)),
                grown(now, before, ContainerUsage::networkReceived),
                grown(now, before, ContainerUsage::networkSent),
                standing.disk(workload.containerId()),
                conditions(workload, now.usage()));
    }

    private List<Condition> conditions(RunningWorkload workload, ContainerUsage used) {
        Long free = used.processesFree();
        Condition full = free == null || free > FEW_PROCESSES
                ? null
                : new Condition(
                        Condition.Kind.PROCESSES_AT_LIMIT,
                        "it runs nearly as many processes and threads as it may, and can start no more");
        return Stream.concat(standing.conditions(workload.containerId()).stream(), Stream.ofNullable(full))
                .toList();
    }

    /** A counter that became smaller was begun anew. */
    private static @Nullable Long grown(
            Look now, @Nullable Look before, Function<ContainerUsage, @Nullable Long> counter) {
        Long later = counter.apply(now.usage());
        Long earlier = before == null ? null : counter.apply(before.usage());
        return later == null || earlier == null || later < earlier ? null : Long.valueOf(later - earlier);
    }
}
