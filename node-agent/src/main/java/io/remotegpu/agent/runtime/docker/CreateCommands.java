package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.workload.PortMapping;
import java.util.List;

/** Makes containers of their descriptions, in the engine's words, and starts them. */
final class CreateCommands {
    private final DockerClient docker;
    private final DockerLabels labels;
    private final HostConfigs hostConfigs;
    private final DockerNetwork network;

    CreateCommands(DockerClient docker, DockerLabels labels, HostConfigs hostConfigs) {
        this.docker = docker;
        this.labels = labels;
        this.hostConfigs = hostConfigs;
        this.network = new DockerNetwork(docker, labels);
    }

    /** The id of the one that is there if it was created before. */
    String create(ContainerSpec spec) {
        try {
            return of(spec).exec().getId();
        } catch (ConflictException alreadyThere) {
            return docker.inspectContainerCmd(spec.name()).exec().getId();
        } catch (DockerException refused) {
            throw StartFailures.ofCreate(refused).asException();
        }
    }

    /** Fine if it runs already. */
    void start(String containerId, List<PortMapping> ports) {
        try {
            docker.startContainerCmd(containerId).exec();
        } catch (NotModifiedException alreadyRunning) {
            // wanted
        } catch (DockerException refused) {
            throw StartFailures.ofStart(refused, ports).asException();
        }
    }

    private CreateContainerCmd of(ContainerSpec spec) {
        CreateContainerCmd command = docker.createContainerCmd(spec.workload().image())
                .withName(spec.name())
                .withLabels(labels.ofContainer(spec))
                .withEnv(spec.env().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList())
                .withExposedPorts(
                        spec.ports().stream().map(HostConfigs::exposed).toList())
                .withHostConfig(hostConfigs.of(spec, network.ensure()));
        if (!spec.workload().entrypoint().isEmpty()) {
            command.withEntrypoint(spec.workload().entrypoint());
        }
        if (!spec.workload().argv().isEmpty()) {
            command.withCmd(spec.workload().argv());
        }
        if (spec.workload().user() != null) {
            command.withUser(spec.workload().user());
        }
        return command;
    }
}
