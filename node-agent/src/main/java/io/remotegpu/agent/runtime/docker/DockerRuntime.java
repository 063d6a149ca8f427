package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.DatasetFolders;
import io.remotegpu.agent.runtime.GpuAccess;
import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.agent.runtime.ImageShelf;
import io.remotegpu.agent.runtime.LastWords;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.agent.runtime.Sight;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Containers of one Docker engine. Only containers that carry this platform's label are seen or touched. */
public final class DockerRuntime implements ContainerRuntime {
    private final DockerClient docker;
    private final DockerLabels labels;
    private final CreateCommands containers;
    private final DockerImages images;
    private final DockerVolumes volumes;
    private final DockerExits exits;
    private final DockerEndings endings;
    private final DockerLogs logs;
    private final Sight sight;
    private final DockerLimits limits;
    private final DockerSnapshots snapshots;
    private final DockerHomes homes;
    private final DockerAddresses addresses;
    private final DockerGpuAccess gpuAccess;

    /**
     * @param bindAddress host address on which ports are published
     * @param gpus what containers get to reach those that are leased
     * @param datasets the folders of this host that may be read
     * @param layerLimit MiB that a container may change of its image's files, 0 for any
     * @param archiveImage has sh, head and GNU tar, for homes that move
     */
    public DockerRuntime(
            DockerClient docker,
            String platformId,
            String bindAddress,
            GpuDevices gpus,
            DatasetFolders datasets,
            int layerLimit,
            String archiveImage) {
        this.docker = docker;
        this.labels = new DockerLabels(platformId);
        this.containers = new CreateCommands(
                docker, labels, new HostConfigs(bindAddress, gpus, new DatasetMounts(docker, datasets)));
        this.images = new DockerImages(docker);
        this.volumes = new DockerVolumes(docker, labels);
        this.exits = new DockerExits(docker, labels);
        this.endings = new DockerEndings(docker);
        this.logs = new DockerLogs(docker);
        DockerStatistics statistics = new DockerStatistics(docker);
        this.limits = new DockerLimits(docker, statistics);
        this.sight = new Sight(
                new DockerContainerLogs(docker),
                new DockerUsage(statistics),
                new DockerInsides(docker),
                new DockerDisks(docker, layerLimit));
        this.snapshots = new DockerSnapshots(docker, labels);
        this.homes = new DockerHomes(docker, labels, images, archiveImage);
        this.addresses = new DockerAddresses(docker);
        this.gpuAccess = new DockerGpuAccess(docker);
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public void ensureImage(String image, BooleanSupplier cancelled) {
        images.ensure(image, cancelled);
    }

    @Override
    public void ensureImage(String image, BooleanSupplier cancelled, Consumer<PullProgress> progress) {
        images.ensure(image, cancelled, progress);
    }

    @Override
    public Optional<ImageShelf> shelf() {
        return Optional.of(new DockerShelf(docker, labels));
    }

    @Override
    public void ensureVolume(WorkloadId workload, Volume volume) {
        volumes.ensure(workload, volume);
    }

    @Override
    public String create(ContainerSpec spec) {
        return containers.create(spec);
    }

    @Override
    public void start(String containerId, List<PortMapping> ports) {
        containers.start(containerId, ports);
    }

    @Override
    public void stop(String containerId, Duration grace) {
        endings.stop(containerId, grace);
    }

    @Override
    public void remove(String containerId) {
        endings.remove(containerId);
    }

    @Override
    public void removeVolumes(WorkloadId workload) {
        volumes.removeAll(workload);
    }

    @Override
    public List<ContainerSummary> list() {
        return docker.listContainersCmd().withShowAll(true).withLabelFilter(labels.ofPlatform()).exec().stream()
                .map(DockerContainers::summary)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Container> inspect(String containerId) {
        try {
            return DockerContainers.container(
                    docker.inspectContainerCmd(containerId).exec());
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<InetSocketAddress> reach(String containerId, int internalPort) {
        return addresses.reach(containerId, internalPort);
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
        return limits;
    }

    @Override
    public GpuAccess gpuAccess() {
        return gpuAccess;
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public Homes homes() {
        return homes;
    }

    @Override
    public void onExit(Consumer<WorkloadId> listener) {
        exits.follow(listener);
    }

    @Override
    public void close() {
        exits.close();
        DockerEngine.close(docker);
    }
}
