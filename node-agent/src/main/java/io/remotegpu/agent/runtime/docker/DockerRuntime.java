package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
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
    private final HostConfigs hostConfigs;
    private final DockerImages images;
    private final DockerVolumes volumes;
    private final DockerNetwork network;
    private final DockerExits exits;
    private final DockerLogs logs;

    /**
     * @param bindAddress host address on which ports are published
     * @param simulatedGpus whether leased GPUs exist in variables only, so that the engine is not asked for devices
     */
    public DockerRuntime(DockerClient docker, String platformId, String bindAddress, boolean simulatedGpus) {
        this.docker = docker;
        this.labels = new DockerLabels(platformId);
        this.hostConfigs = new HostConfigs(bindAddress, simulatedGpus);
        this.images = new DockerImages(docker);
        this.volumes = new DockerVolumes(docker, labels);
        this.network = new DockerNetwork(docker, labels);
        this.exits = new DockerExits(docker, labels);
        this.logs = new DockerLogs(docker);
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
            return command(spec).exec().getId();
        } catch (ConflictException alreadyThere) {
            return docker.inspectContainerCmd(spec.name()).exec().getId();
        } catch (DockerException refused) {
            throw StartFailures.ofCreate(refused).asException();
        }
    }

    private CreateContainerCmd command(ContainerSpec spec) {
        CreateContainerCmd command = docker.createContainerCmd(spec.workload().image())
                .withName(spec.name())
                .withLabels(labels.ofContainer(spec))
                .withEnv(spec.env().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withExposedPorts(
                        spec.ports().stream().map(HostConfigs::exposed).toList())
                .withHostConfig(hostConfigs.of(spec, network.ensure()));
        if (!spec.workload().argv().isEmpty()) {
            command.withCmd(spec.workload().argv());
        }
        if (spec.workload().user() != null) {
            command.withUser(spec.workload().user());
        }
        return command;
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
    public String lastLogLines(String containerId) {
        return logs.tail(containerId);
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
