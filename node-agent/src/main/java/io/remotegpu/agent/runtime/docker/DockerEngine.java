package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The connection to the engine that {@code DOCKER_HOST} names, else the local socket. */
public final class DockerEngine {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DockerEngine() {}

    public static DockerClient connect() {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .maxConnections(64)
                        .connectionTimeout(PATIENCE)
                        .build());
    }

    /** Whether an engine answers now. */
    public static boolean answers() {
        try (DockerClient docker = connect()) {
            docker.pingCmd().exec();
            return true;
        } catch (IOException | RuntimeException noEngine) {
            return false;
        }
    }

    static void close(DockerClient docker) {
        try {
            docker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
