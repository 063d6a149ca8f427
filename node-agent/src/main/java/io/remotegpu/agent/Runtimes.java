package io.remotegpu.agent;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.docker.DockerEngine;
import io.remotegpu.agent.runtime.docker.DockerRuntime;
import io.remotegpu.agent.runtime.process.ProcessRuntime;
import java.time.Clock;
import java.util.Objects;

/** Chooses the runtime. The one without isolation is taken only when someone said so. */
final class Runtimes {
    private Runtimes() {}

    static ContainerRuntime choose(AgentOptions options, Clock clock) {
        return switch (options.runtime) {
            case docker -> docker(options);
            case process -> process(options, clock);
            case auto -> automatic(options, clock);
        };
    }

    private static ContainerRuntime automatic(AgentOptions options, Clock clock) {
        if (DockerEngine.answers()) {
            return docker(options);
        }
        if (options.allowProcess) {
            return process(options, clock);
        }
        throw new IllegalArgumentException("no Docker engine answers: start one, set DOCKER_HOST, or ask for"
                + " --runtime process (no isolation, for trying the product only)");
    }

    private static ContainerRuntime docker(AgentOptions options) {
        return new DockerRuntime(
                DockerEngine.connect(),
                options.platformId,
                Objects.requireNonNullElse(options.bindAddress, "0.0.0.0"),
                options.simulateGpus > 0);
    }

    private static ContainerRuntime process(AgentOptions options, Clock clock) {
        return new ProcessRuntime(
                options.stateDir.resolve("process"),
                options.platformId,
                Objects.requireNonNullElse(options.bindAddress, "127.0.0.1"),
                clock);
    }
}
