package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.files.FileReader;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.agent.runtime.LastWords;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.Sight;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.ProcessLaunch;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Volume;
import io.remotegpu.contracts.workload.WorkloadFile;
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
 * For trying the product where no container engine is: an environment is a directory and an SSH server on its host port, a workload that brings
 * a command for such hosts is that command's process. There is no isolation: both are the agent's own user. Only the base image is known.
 */
public final class ProcessRuntime implements ContainerRuntime {
    private static final Logger log = LoggerFactory.getLogger(ProcessRuntime.class);

    private final ProcessStore store;
    private final ProcessFolders folders;
    private final SshDoors doors;
    private final MarkedProcesses processes;
    private final LaunchLogs logs;
    private final ProcessRuns runs;
    private final Sight sight;
    private final String bindAddress;

    /** Opens the doors of containers that were running when an earlier agent ended. */
    public ProcessRuntime(Path folder, String platformId, String bindAddress, Clock clock) {
        this.store = new ProcessStore(folder.resolve("containers"));
        this.folders = new ProcessFolders(folder);
        this.processes = new MarkedProcesses(platformId);
        this.doors = new SshDoors(bindAddress, folders, processes);
        this.logs = new LaunchLogs(folder.resolve("logs"));
        this.runs = new ProcessRuns(store, folders, doors, new Launches(bindAddress, logs, processes), clock);
        this.sight = new Sight(
                new ProcessLogs(logs, id -> store.running(id).isPresent()),
                new ProcessUsage(processes, store::running));
        this.bindAddress = bindAddress;
        log.warn("process: no isolation. Use this runtime to try the product, never for people who do not trust each"
                + " other");
        store.all().values().stream()
                .filter(container -> container.state() == Container.State.RUNNING)
                .forEach(runs::goOn);
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public boolean needsImage(Workload workload) {
        return workload.process() == null;
    }

    @Override
    public List<WorkloadFile> files(ContainerSpec spec) {
        ProcessLaunch process = spec.workload().process();
        return process == null ? spec.workload().files() : placeholders(spec).files(process);
    }

    @Override
    public FileReader fileReader(ContainerSpec spec) {
        return new FileReader.Agent();
    }

    @Override
    public void ensureImage(String image, BooleanSupplier cancelled) {
        KnownImage.require(image);
    }

    @Override
    public void ensureVolume(WorkloadId workload, Volume volume) {
        folders.volume(workload, volume.name());
    }

    @Override
    public String create(ContainerSpec spec) {
        ProcessLaunch process = spec.workload().process();
        Launches.refuseImpossible(spec.workload());
        ProcessContainer container = ProcessContainer.created(
                spec, process == null ? null : placeholders(spec).launch(process));
        if (!store.all().containsKey(container.id())) {
            store.save(container);
        }
        return container.id();
    }

    @Override
    public void start(String containerId, List<PortMapping> ports) {
        ProcessContainer container = store.required(containerId);
        if (container.state() != Container.State.RUNNING) {
            runs.start(container);
            log.warn("process: no isolation for {}", container.workloadId());
        }
    }

    @Override
    public void stop(String containerId, Duration grace) {
        store.find(containerId).ifPresent(container -> {
            doors.close(containerId);
            processes.end(container.workloadId(), grace);
            runs.stopped(container);
        });
    }

    @Override
    public void remove(String containerId) {
        stop(containerId, Duration.ZERO);
        store.delete(containerId);
        logs.delete(containerId);
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
        return store.find(containerId).map(ProcessContainer::container);
    }

    @Override
    public Optional<InetSocketAddress> reach(String containerId, int internalPort) {
        return store.find(containerId)
                .flatMap(container -> container.ports().stream()
                        .filter(port -> port.internalPort() == internalPort)
                        .findFirst())
                .map(port -> doors.address(port.externalPort()));
    }

    @Override
    public LastWords lastWords(String containerId) {
        return logs.tail(containerId);
    }

    @Override
    public Sight sight() {
        return sight;
    }

    @Override
    public Limits limits() {
        return new NoLimits();
    }

    @Override
    public Snapshots snapshots() {
        return new NoSnapshots();
    }

    @Override
    public Homes homes() {
        return new ProcessHomes(folders);
    }

    /** Only a command ends by itself: a door stands open until it is closed. */
    @Override
    public void onExit(Consumer<WorkloadId> listener) {
        runs.onExit(listener);
    }

    @Override
    public void close() {
        doors.closeAll();
    }

    private Placeholders placeholders(ContainerSpec spec) {
        return new Placeholders(spec, folders, bindAddress);
    }
}
