package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.agent.runtime.Insides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a container's first process on this host; an engine that is elsewhere names one that is not. */
final class DockerInsides implements Insides {
    private static final Pattern PORT = Pattern.compile("([a-z]+):(\\d{1,5})");
    private static final String TOKEN = "JUPYTER_TOKEN=";
    private static final Path PROC = Path.of("/proc");

    private final DockerClient docker;

    DockerInsides(DockerClient docker) {
        this.docker = docker;
    }

    @Override
    public Optional<Inside> of(String containerId) {
        try {
            return inside(docker.inspectContainerCmd(containerId).exec());
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    private Optional<Inside> inside(InspectContainerResponse found) {
        return firstProcess(found)
                .map(process -> new Inside(
                        process,
                        address(found),
                        ports(found),
                        token(found.getConfig().getEnv())));
    }

    /** Its id on this host; empty if it does not run, or not here. */
    static Optional<Long> firstProcess(InspectContainerResponse found) {
        return Optional.ofNullable(found.getState().getPidLong())
                .filter(process -> process > 0 && isOf(found.getId(), process));
    }

    /** A process of that number may be another's: the kernel says in whose group it is. */
    private static boolean isOf(String containerId, long process) {
        try {
            return Files.readString(PROC.resolve(process + "/cgroup")).contains(containerId);
        } catch (IOException notHere) {
            return false;
        }
    }

    private static String address(InspectContainerResponse found) {
        return found.getNetworkSettings().getNetworks().values().stream()
                .map(ContainerNetwork::getIpAddress)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static List<Inside.Port> ports(InspectContainerResponse found) {
        String label = Objects.requireNonNullElse(found.getConfig().getLabels().get(DockerLabels.PORTS), "");
        return Arrays.stream(label.split(","))
                .map(PORT::matcher)
                .filter(Matcher::matches)
                .map(port -> new Inside.Port(port.group(1), Integer.parseInt(port.group(2))))
                .toList();
    }

    private static @Nullable String token(String @Nullable [] variables) {
        return variables == null
                ? null
                : Arrays.stream(variables)
                        .filter(variable -> variable.startsWith(TOKEN))
                        .map(variable -> variable.substring(TOKEN.length()))
                        .findFirst()
                        .orElse(null);
    }
}
