package io.remotegpu.agent.doctor;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import io.remotegpu.agent.runtime.docker.DockerEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The container engine, and what it must bring for GPUs. */
public final class EngineChecks {
    private static final String NO_ENGINE =
            "install Docker Engine (https://docs.docker.com/engine/install), start it, or set DOCKER_HOST";
    private static final String TOOLKIT =
            "install the NVIDIA Container Toolkit, then: nvidia-ctk runtime configure --runtime=docker && systemctl restart docker";
    private static final String CGROUPS =
            "add \"exec-opts\": [\"native.cgroupdriver=systemd\"] to /etc/docker/daemon.json and restart the engine: with cgroupfs a systemctl daemon-reload"
                    + " may take the GPUs from running containers (Failed to initialize NVML)";

    private EngineChecks() {}

    /** @param gpus whether the host has GPUs that containers are to see */
    public static List<Check> all(boolean gpus) {
        Optional<Info> info = info();
        return List.of(
                new Check("engine", () -> info.map(EngineChecks::engine)
                        .orElseGet(() -> Finding.bad("no Docker engine answers", NO_ENGINE))),
                new Check("container toolkit", () -> info.map(found -> toolkit(found.getRuntimes(), gpus))
                        .orElseGet(() -> Finding.bad("cannot be asked without an engine", NO_ENGINE))),
                new Check("cgroup driver", () -> info.map(found -> cgroups(found.getCGroupDriver()))
                        .orElseGet(() -> Finding.bad("cannot be asked without an engine", NO_ENGINE))));
    }

    private static Optional<Info> info() {
        try (DockerClient docker = DockerEngine.connect()) {
            return Optional.of(docker.infoCmd().exec());
        } catch (IOException | RuntimeException noEngine) {
            return Optional.empty();
        }
    }

    private static Finding engine(Info info) {
        return Finding.good("Docker " + info.getServerVersion());
    }

    static Finding toolkit(Map<String, ?> runtimes, boolean gpus) {
        if (runtimes != null && runtimes.containsKey("nvidia")) {
            return Finding.good("the engine has the runtime nvidia");
        }
        return gpus
                ? Finding.bad("the engine has no runtime nvidia, so containers get no GPU", TOOLKIT)
                : Finding.good("none, and none is needed: this host has no GPU");
    }

    static Finding cgroups(String driver) {
        return "systemd".equals(driver) ? Finding.good("systemd") : Finding.doubtful(String.valueOf(driver), CGROUPS);
    }
}
