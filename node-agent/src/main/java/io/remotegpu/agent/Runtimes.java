package io.remotegpu.agent;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.DatasetFolders;
import io.remotegpu.agent.runtime.FolderStock;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.agent.runtime.docker.DockerEngine;
import io.remotegpu.agent.runtime.docker.DockerRuntime;
import io.remotegpu.agent.runtime.docker.DockerStock;
import io.remotegpu.agent.runtime.docker.GpuDevices;
import io.remotegpu.agent.runtime.process.ProcessRuntime;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses the runtime. The one without isolation is taken only when someone said so. */
final class Runtimes {
    private Runtimes() {}

    static ContainerRuntime choose(AgentOptions options, GpuDevices gpus, Clock clock) {
        return switch (options.runtime) {
            case docker -> docker(options, gpus);
            case kubernetes -> ClusterAgent.runtime(options, clock);
            case process -> process(options, clock);
            case auto -> automatic(options, gpus, clock);
        };
    }

    /** What the host of that runtime has. */
    static HostStock stock(AgentOptions options, String runtime) {
        return switch (runtime) {
            case "docker" -> new DockerStock(DockerEngine.connect());
            case "kubernetes" -> ClusterAgent.stock(options);
            default -> new FolderStock(options.stateDir);
        };
    }

    private static ContainerRuntime automatic(AgentOptions options, GpuDevices gpus, Clock clock) {
        if (DockerEngine.answers()) {
            return docker(options, gpus);
        }
        if (options.allowProcess) {
            return process(options, clock);
        }
        throw new IllegalArgumentException("no Docker engine answers: start one, set DOCKER_HOST, or ask for"
                + " --runtime process (no isolation, for trying the product only)");
    }

    private static ContainerRuntime docker(AgentOptions options, GpuDevices gpus) {
        return new DockerRuntime(
                DockerEngine.connect(),
                options.platformId,
                Objects.requireNonNullElse(options.bindAddress, "0.0.0.0"),
                gpus,
                new DatasetFolders(datasetsDir(options)),
                options.disk.layerLimit,
                options.archiveImage);
    }

    /** The agent's own memory lies outside what workloads may read. */
    private static @Nullable Path datasetsDir(AgentOptions options) {
        Path folder = options.datasetsDir;
        if (folder != null
                && options.stateDir
                        .toAbsolutePath()
                        .normalize()
                        .startsWith(folder.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--datasets-dir " + folder + " must not contain the state directory");
        }
        return folder;
    }

    private static ContainerRuntime process(AgentOptions options, Clock clock) {
        return new ProcessRuntime(
                options.stateDir.resolve("process"),
                options.platformId,
                Objects.requireNonNullElse(options.bindAddress, "127.0.0.1"),
                clock);
    }
}
