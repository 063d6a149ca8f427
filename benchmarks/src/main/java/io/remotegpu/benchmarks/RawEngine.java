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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The container engine with nothing around it: create, start, wait for the SSH banner, with the limits the agent sets too. */
public final class RawEngine implements AutoCloseable {
    private static final String PREFIX = "remotegpu-bench-";

    private final DockerClient docker;
    private final Path keys;

    public RawEngine(Path keys) {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        this.docker = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
        this.keys = keys;
    }

    /** Nanoseconds from asking for the container to its SSH banner. */
    public long startToBanner(String image, int port, int round) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String container = docker.createContainerCmd(image)
                .withExposedPorts(ExposedPort.tcp(22))
                .withHostConfig(limits(port, round))
                .exec()
                .getId();
        docker.startContainerCmd(container).exec();
        awaitBanner(port);
        long took = System.nanoTime() - begin;
        remove(container, round);
        return took;
    }

    private HostConfig limits(int port, int round) {
        return HostConfig.newHostConfig()
                .withPortBindings(PortBinding.parse("127.0.0.1:" + port + ":22"))
                .withMemory(1024L << 20)
                .withMemorySwap(1024L << 20)
                .withNanoCPUs(1_000_000_000L)
                .withPidsLimit(4096L)
                .withInit(true)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withCapDrop(Capability.ALL)
                .withCapAdd(
                        Capability.CHOWN,
                        Capability.SETUID,
                        Capability.SETGID,
                        Capability.SYS_CHROOT,
                        Capability.DAC_OVERRIDE,
                        Capability.FOWNER,
                        Capability.KILL,
                        Capability.NET_BIND_SERVICE,
                        Capability.AUDIT_WRITE)
                .withBinds(
                        Bind.parse(keys + ":/run/remotegpu:ro"),
                        Bind.parse(PREFIX + "home-" + round + ":/home/dev"),
                        Bind.parse(PREFIX + "keys-" + round + ":/var/lib/remotegpu/ssh"));
    }

    private static void awaitBanner(int port) throws InterruptedException {
        while (!bannerAnswers(port)) {
            Thread.sleep(2);
        }
    }

    private static boolean bannerAnswers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(500);
            InputStream input = socket.getInputStream();
            return new String(input.readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
        } catch (IOException notYet) {
            return false;
        }
    }

    private void remove(String container, int round) {
        docker.removeContainerCmd(container).withForce(true).exec();
        docker.removeVolumeCmd(PREFIX + "home-" + round).exec();
        docker.removeVolumeCmd(PREFIX + "keys-" + round).exec();
    }

    @Override
    public void close() throws IOException {
        docker.close();
    }
}
