package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/** Where the host reaches what listens in a container. */
final class DockerAddresses {
    private final DockerClient docker;

    DockerAddresses(DockerClient docker) {
        this.docker = docker;
    }

    /** Empty if it does not run. */
    Optional<InetSocketAddress> reach(String containerId, int internalPort) {
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
}
