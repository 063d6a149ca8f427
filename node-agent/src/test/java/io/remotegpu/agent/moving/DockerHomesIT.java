package io.remotegpu.agent.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.agent.RequiresDocker;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.DatasetFolders;
import io.remotegpu.agent.runtime.docker.DockerEngine;
import io.remotegpu.agent.runtime.docker.DockerRuntime;
import io.remotegpu.agent.runtime.docker.GpuDevices;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Homes that are volumes of the real engine, by GNU tar in the platform's own image. */
@ExtendWith(RequiresDocker.class)
class DockerHomesIT extends MovingHomes {
    private static final String IMAGE = "remotegpu/env-base:latest";
    /** One engine has one volume of each name, so it arrives under another. */
    private final String name = UUID.randomUUID().toString().substring(0, 8);

    private final ContainerRuntime runtime = runtime(IMAGE);

    private ContainerRuntime runtime(String image) {
        return new DockerRuntime(
                DockerEngine.connect(),
                "moving-" + name,
                "127.0.0.1",
                GpuDevices.NONE,
                new DatasetFolders(null),
                0,
                image);
    }

    @Override
    ContainerRuntime source() {
        return runtime;
    }

    @Override
    ContainerRuntime target() {
        return runtime;
    }

    @Override
    WorkloadId leaving() {
        return new WorkloadId("env-" + name + "-a");
    }

    @Override
    WorkloadId arriving() {
        return new WorkloadId("env-" + name + "-b");
    }

    @Override
    String shell(WorkloadId workload, ContainerRuntime where, String script) {
        List<String> command =
                new ArrayList<>(List.of("docker", "run", "--rm", "--network=none", "--entrypoint=sh", "--user=0"));
        VOLUMES.forEach(volume ->
                command.add("--volume=remotegpu-" + workload + "-" + volume.name() + ":/volumes/" + volume.name()));
        command.addAll(List.of(IMAGE, "-e", "-c", "cd /volumes\n" + script));
        return Script.run(command.toArray(String[]::new));
    }

    @Override
    String more() {
        return "chown 1000:1000 home home/plain && chown 4711:99 data/number && chmod 4755 data/number\n";
    }

    /** The engine would make it, empty. */
    @Test
    void sendsNothingInThePlaceOfAVolumeThatIsGone() {
        Script.run("docker", "volume", "rm", "remotegpu-" + leaving() + "-data");

        assertThatThrownBy(() -> runtime.homes().pack(leaving(), VOLUMES, OutputStream.nullOutputStream(), () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("-data is not on this host");
        assertThat(Script.run("docker", "volume", "ls", "--quiet", "--filter", "name=" + leaving() + "-data"))
                .isEmpty();
    }

    /** It takes connections and says nothing. */
    @Test
    void waitsForNoRegistryThatHangsWhenNobodyWantsTheHomeAnyMore() throws Exception {
        try (ServerSocket registry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ContainerRuntime without = runtime("localhost:" + registry.getLocalPort() + "/none:1")) {
            AtomicInteger asked = new AtomicInteger();

            assertThatThrownBy(() -> without.homes()
                            .pack(
                                    leaving(),
                                    VOLUMES,
                                    OutputStream.nullOutputStream(),
                                    () -> asked.incrementAndGet() > 2))
                    .hasMessageContaining("stopped while its image was pulled");
        }
    }

    @Test
    @Tag("long")
    @Override
    void takesNothingThatSomebodyChangedOnTheWay() {
        super.takesNothingThatSomebodyChangedOnTheWay();
    }

    @Test
    @Tag("long")
    @Override
    void endsOnBothSidesWhenTheMoveHasEnded() {
        super.endsOnBothSidesWhenTheMoveHasEnded();
    }
}
