package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.remotegpu.agent.runtime.GpuAccess;
import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.agent.runtime.ImageShelf;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.agent.runtime.DatasetFolders;
import io.remotegpu.agent.runtime.LastWords;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.Sight;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
    private final DockerHomes homes;
    private final DockerAddresses addresses;
    private final DockerGpuAccess gpuAccess;
    private final DockerLogs logs;
    private final Sight sight;
    private final DockerLimits limits;
    private final DockerSnapshots snapshots;

    /**
     * @param bindAddress host address on which ports are published
     * @param simulatedGpus whether leased GPUs exist in variables only, so that the engine is not asked for devices
     * @param datasets the folders of this host that may be read
     * @param layerLimit MiB that a container may change of its image's files, 0 for any
     */
    public DockerRuntime(
            DockerClient docker,
            String platformId,
            String bindAddress,
            boolean simulatedGpus,
            DatasetFolders datasets,
            int layerLimit) {
        this.docker = docker;
        this.labels = new DockerLabels(platformId);
        this.containers = new CreateCommands(
                docker, labels, new HostConfigs(bindAddress, simulatedGpus, new DatasetMounts(docker, datasets)));
        this.images = new DockerImages(docker);
        this.volumes = new DockerVolumes(docker, labels);
        this.exits = new DockerExits(docker, labels);
        this.logs = new DockerLogs(docker);
        DockerStatistics statistics = new DockerStatistics(docker);
        this.limits = new DockerLimits(docker, statistics);
        this.sight = new Sight(
                new DockerContainerLogs(docker),
                new DockerUsage(statistics),
                new DockerInsides(docker),
                new DockerDisks(docker, layerLimit));
        this.homes = new DockerHomes(docker, labels, images, archiveImage);
        this.addresses = new DockerAddresses(docker);
        this.gpuAccess = new DockerGpuAccess(docker);
        this.snapshots = new DockerSnapshots(docker, labels);
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
    public void ensureVolume(WorkloadId workload, Volume volume) {
        volumes.ensure(workload, volume);
    }

    @Override
    public String create(ContainerSpec spec) {
        try {
            return containers.of(spec).exec().getId();
        } catch (ConflictException alreadyThere) {
            return docker.inspectContainerCmd(spec.name()).exec().getId();
        } catch (DockerException refused) {
            throw StartFailures.ofCreate(refused).asException();
        }
    }

    @Override
    public void start(String containerId, List<PortMapping> ports) {
        try {
            docker.startContainerCmd(containerId).exec();
        } catch (NotModifiedException alreadyRunning) {
            // wanted
        } catch (DockerException refused) {
            throw StartFailures.ofStart(refused, ports).asException();
        }
    }

    @Override
    public void stop(String containerId, Duration grace) {
        try {
            docker.stopContainerCmd(containerId)
                    .withTimeout(Math.toIntExact(grace.toSeconds()))
                    .exec();
        } catch (NotModifiedException | NotFoundException alreadyStopped) {
            // wanted
        }
    }

    @Override
    public void remove(String containerId) {
        try {
            docker.removeContainerCmd(containerId)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException alreadyGone) {
            // wanted; named volumes stay, withRemoveVolumes means the anonymous ones
        }
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
        try {
            InspectContainerResponse found =
    @Override
    public GpuAccess gpuAccess() {
        return gpuAccess;
    }

                    docker.inspectContainerCmd(containerId).exec();
            return found.getNetworkSettings().getNetworks().values().stream()
                    .map(ContainerNetwork::getIpAddress)
                    .filter(Objects::nonNull)
                    .filter(address -> !address.isEmpty())
                    .findFirst()
                    .map(address -> new InetSocketAddress(address, internalPort));
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
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
    public Snapshots snapshots() {
        return snapshots;
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
