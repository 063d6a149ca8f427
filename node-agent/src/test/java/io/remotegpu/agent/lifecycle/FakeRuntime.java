package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.agent.runtime.LastWords;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.Sight;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Containers in memory. An image named {@code slow} is pulled for ever, {@code missing} is nowhere. */
final class FakeRuntime implements ContainerRuntime {
    static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant FINISHED = Instant.parse("2026-11-22T11:00:00Z");

    private final Map<String, Container> containers = new ConcurrentHashMap<>();
    final FakeEngine engine = new FakeEngine();
    final FakeHomes homes = new FakeHomes();
    private Consumer<WorkloadId> exitListener = workload -> {};
    volatile boolean broken;
    /** Whether the engine answers to nothing. */
    volatile boolean away;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void ensureImage(String image, BooleanSupplier cancelled) {
        while (image.equals("slow") && !cancelled.getAsBoolean()) {
            Thread.yield();
        }
        if (image.equals("missing")) {
            throw new WorkloadFailure(FailureCause.IMAGE_UNAVAILABLE, "no such image").asException();
        }
    }

    @Override
    public void ensureVolume(WorkloadId workload, Volume volume) {}

    @Override
    public String create(ContainerSpec spec) {
        put(new Container(
                spec.name(),
                spec.workloadId(),
                spec.epoch(),
                spec.gpus(),
                Container.State.CREATED,
                null,
                null,
                0,
                false));
        return spec.name();
    }

    @Override
    public void start(String id, List<PortMapping> ports) {
        change(id, Container.State.RUNNING, null, 0);
    }

    @Override
    public void stop(String id, Duration grace) {
        if (broken) {
            broken = false;
            throw new IllegalStateException("the engine is away");
        }
        if (containers.get(id).isRunning()) {
            change(id, Container.State.EXITED, FINISHED, 0);
        }
    }

    @Override
    public void remove(String id) {
        containers.remove(id);
    }

    @Override
    public void removeVolumes(WorkloadId workload) {}

    @Override
    public List<ContainerSummary> list() {
        if (away) {
            throw new IllegalStateException("the engine is away");
        }
        return containers.values().stream()
                .map(found -> new ContainerSummary(found.id(), found.workloadId(), found.epoch(), found.isRunning()))
                .toList();
    }

    @Override
    public Optional<Container> inspect(String id) {
        return Optional.ofNullable(containers.get(id));
    }

    @Override
    public Optional<InetSocketAddress> reach(String id, int internalPort) {
        return Optional.empty();
    }

    @Override
    public LastWords lastWords(String id) {
        return LastWords.of("password=hunter2\nno sources\n");
    }

    @Override
    public Sight sight() {
        return new Sight((request, reader) -> {}, id -> Optional.empty());
    }

    @Override
    public Limits limits() {
        return engine;
    }

    @Override
    public Homes homes() {
        return homes;
    }

    @Override
    public Snapshots snapshots() {
        return engine;
    }

    @Override
    public void onExit(Consumer<WorkloadId> listener) {
        exitListener = listener;
    }

    @Override
    public void close() {}

    /** As if the main process had ended by itself. */
    void exit(String id, int code) {
        Container ended = change(id, Container.State.EXITED, FINISHED, code);
        exitListener.accept(ended.workloadId());
    }

    private Container change(String id, Container.State state, Instant finished, int code) {
        Container old = containers.get(id);
        return put(new Container(id, old.workloadId(), old.epoch(), old.gpus(), state, STARTED, finished, code, false));
    }

    private Container put(Container container) {
        containers.put(container.id(), container);
        return container;
    }
}
