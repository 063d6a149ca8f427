package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For trying the product where no container engine is: an environment is a directory and an SSH server on its host port. There is no
 * isolation: its people are the agent's own user. Only the base environment image is known, whatever its name promises beyond a shell.
 */
public final class ProcessRuntime implements ContainerRuntime {
    private static final Logger log = LoggerFactory.getLogger(ProcessRuntime.class);
    private static final String KNOWN_IMAGE = "remotegpu/env-base";

    private final ProcessStore store;
    private final ProcessFolders folders;
    private final SshDoors doors;
    private final MarkedProcesses processes;
    private final Clock clock;

    /** Opens the doors of containers that were running when an earlier agent ended. */
    public ProcessRuntime(Path folder, String platformId, String bindAddress, Clock clock) {
        this.store = new ProcessStore(folder.resolve("containers"));
        this.folders = new ProcessFolders(folder);
        this.processes = new MarkedProcesses(platformId);
        this.doors = new SshDoors(bindAddress, folders, processes);
        this.clock = clock;
        log.warn(
                "process: no isolation. Use this runtime to try the product, never for people who do not trust each other");
        store.all().values().stream()
                .filter(container -> container.state() == Container.State.RUNNING)
                .forEach(this::reopen);
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public void ensureImage(String image, BooleanSupplier cancelled) {
        if (!image.matches(KNOWN_IMAGE + "(:[A-Za-z0-9._-]+)?")) {
            throw new WorkloadFailure(
                            FailureCause.IMAGE_UNAVAILABLE,
                            "image " + image + " is not available: this host has no container engine and offers "
                                    + KNOWN_IMAGE + " only, as a directory with a shell")
                    .asException();
        }
    }

    @Override
    public void ensureVolume(WorkloadId workload, Volume volume) {
        folders.volume(workload, volume.name());
    }

    @Override
    public String create(ContainerSpec spec) {
        if (!spec.workload().argv().isEmpty()) {
            throw new WorkloadFailure(
                            FailureCause.INVALID_WORKLOAD,
                            "this host has no container engine and cannot run a command of its own; leave argv empty")
                    .asException();
        }
        if (!spec.workload().datasets().isEmpty()) {
            throw new WorkloadFailure(
                            FailureCause.HOST_ERROR,
                            "this host has no container engine and cannot keep a dataset from being written")
                    .asException();
        }
        ProcessContainer container = ProcessContainer.created(spec);
        if (!store.all().containsKey(container.id())) {
            store.save(container);
        }
        return container.id();
    }

    @Override
    public void start(String containerId, List<PortMapping> ports) {
        ProcessContainer container = required(containerId);
        if (container.state() != Container.State.RUNNING) {
            doors.open(container);
            store.save(container.running(clock.instant()));
            log.warn("process: no isolation for {}", container.workloadId());
        }
    }

    @Override
    public void stop(String containerId, Duration grace) {
        find(containerId).ifPresent(container -> {
            doors.close(containerId);
            processes.end(container.workloadId(), grace);
            if (container.state() == Container.State.RUNNING) {
                store.save(container.exited(clock.instant()));
            }
        });
    }

    @Override
    public void remove(String containerId) {
        stop(containerId, Duration.ZERO);
        store.delete(containerId);
    }

    @Override
    public void removeVolumes(WorkloadId workload) {
        folders.remove(workload);
    }

    @Override
    public List<ContainerSummary> list() {
        return store.all().values().stream().map(ProcessContainer::summary).toList();
    }

    @Override
    public Optional<Container> inspect(String containerId) {
        return find(containerId).map(ProcessContainer::container);
    }

    @Override
    public Optional<InetSocketAddress> reach(String containerId, int internalPort) {
        return find(containerId)
                .flatMap(container -> container.ports().stream()
                        .filter(port -> port.internalPort() == internalPort)
                        .findFirst())
                .map(port -> doors.address(port.externalPort()));
    }

    @Override
    public String lastLogLines(String containerId) {
        return "";
    }

    @Override
    public Limits limits() {
        return new NoLimits();
    }

    @Override
    public Snapshots snapshots() {
        return new NoSnapshots();
    }

    /** Nothing here ends by itself: the door stands open until it is closed. */
    @Override
    public void onExit(Consumer<WorkloadId> listener) {}

    @Override
    public void close() {
        doors.closeAll();
    }

    private void reopen(ProcessContainer container) {
        try {
            doors.open(container);
            log.info("{} is open again on its port", container.workloadId());
        } catch (RuntimeException e) {
            log.error("{} cannot be opened again: {}", container.workloadId(), e.getMessage());
            store.save(container.exited(clock.instant()));
        }
    }

    private Optional<ProcessContainer> find(String id) {
        return Optional.ofNullable(store.all().get(id));
    }

    private ProcessContainer required(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no container " + id + " was created"));
    }
}
