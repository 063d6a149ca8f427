package io.remotegpu.benchmarks;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The container engine with nothing around it: create, start, wait for the first answer, with the limits the agent sets too. */
final class RawMapServer implements AutoCloseable {
    private static final int PORT = 27_080;
    private static final String MAP = "MAP NAME \"raw\" EXTENT -180 -90 180 90 SIZE 256 256 END";

    private final DockerClient docker;
    private final Path maps;

    RawMapServer() throws IOException {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        docker = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
        maps = Files.createTempDirectory("remotegpu-bench-maps");
        Files.writeString(maps.resolve("raw.map"), MAP);
        maps.toFile().setExecutable(true, false);
        maps.toFile().setReadable(true, false);
    }

    /** Nanoseconds from asking for the container to its first answer. */
    long startToAnswer() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String container = docker.createContainerCmd("remotegpu/mapserver:8.0")
                .withExposedPorts(ExposedPort.tcp(8000))
                .withHostConfig(HostConfig.newHostConfig()
                        .withPortBindings(PortBinding.parse("127.0.0.1:" + PORT + ":8000"))
                        .withMemory(64L << 20)
                        .withNanoCPUs(1_000_000_000L)
                        .withReadonlyRootfs(true)
                        .withTmpFs(Map.of("/tmp", ""))
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withBinds(Bind.parse(maps + ":/etc/mapserver/maps:ro")))
                .exec()
                .getId();
        docker.startContainerCmd(container).exec();
        while (!answers()) {
            Thread.sleep(3);
        }
        long took = System.nanoTime() - begin;
        docker.removeContainerCmd(container)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec();
        return took;
    }

    private static boolean answers() {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + PORT + "/health").toURL().openConnection();
            asked.setReadTimeout(500);
            return asked.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        docker.close();
        Files.deleteIfExists(maps.resolve("raw.map"));
        Files.deleteIfExists(maps);
    }
}
