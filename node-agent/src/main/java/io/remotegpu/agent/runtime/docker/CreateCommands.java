package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import io.remotegpu.agent.runtime.ContainerSpec;

/** A container's description in the engine's words. */
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

    CreateContainerCmd of(ContainerSpec spec) {
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
