package io.remotegpu.benchmarks.agent;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The environments of one run, and the host that they are on. */
final class Environments {
    static final String IMAGE = "remotegpu/env-base:latest";

    private final HostId host =
            new HostId("bench-" + UUID.randomUUID().toString().substring(0, 8));
    private int made;

    List<String> arguments(Path folder, int gpus) {
        return List.of(
                "--kafka=" + io.remotegpu.testing.TestKafka.bootstrapServers(),
                "--host-id=" + host,
                "--platform-id=" + host,
                "--runtime=docker",
                "--bind-address=127.0.0.1",
                "--state-dir=" + folder.resolve("agent"),
                "--simulate-gpus=" + gpus);
    }

    Environment next(int port, List<String> gpus) {
        return new Environment(host, "bench-" + ++made, port, gpus);
    }

    /** Also what a run that broke off has left. */
    void removeAll() throws IOException {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        Map<String, String> ours = Map.of("io.remotegpu.platform", host.value());
        try (DockerClient docker = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build())) {
            docker.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(ours)
                    .exec()
                    .forEach(container -> docker.removeContainerCmd(container.getId())
                            .withForce(true)
                            .exec());
            docker.listVolumesCmd()
                    .withFilter("label", List.of("io.remotegpu.platform=" + host))
                    .exec()
                    .getVolumes()
                    .forEach(volume -> docker.removeVolumeCmd(volume.getName()).exec());
            docker.listNetworksCmd()
                    .withNameFilter("remotegpu-" + host)
                    .exec()
                    .forEach(network -> docker.removeNetworkCmd(network.getId()).exec());
        }
    }
}
