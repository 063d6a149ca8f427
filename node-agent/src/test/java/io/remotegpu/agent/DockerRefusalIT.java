package io.remotegpu.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the agent refuses or gives up on a real engine: why, and that nothing is left. */
class DockerRefusalIT extends DockerAgentFixture {
    @Test
    void refusesAnUnknownImageInTheEnginesWords() {
        var unknown = Commands.environment("registry.invalid/nothing:1", Probe.Kind.SSH, Map.of());
        kafka.send(COMMANDS.start(id, 1, unknown, port, List.of(), List.of()));

        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(failed.cause()).isEqualTo(FailureCause.IMAGE_UNAVAILABLE);
        assertThat(failed.reason()).contains("registry.invalid/nothing:1", "registry.invalid");
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    @Tag("long")
    void waitsForARegistryThatTakesItsTime() throws IOException {
        HttpServer registry = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        registry.createContext("/v2/", exchange -> {
            boolean manifest = exchange.getRequestURI().getPath().contains("manifests");
            LockSupport.parkNanos(manifest ? 1_500_000_000L : 0);
            byte[] body =
                    "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}".getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(manifest ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        registry.start();
        try {
            String image = "127.0.0.1:" + registry.getAddress().getPort() + "/slow:1";
            var slow = Commands.environment(image, Probe.Kind.SSH, Map.of());
            kafka.send(COMMANDS.start(id, 1, slow, port, List.of(), List.of()));

            ContainerFailed failed = first(ContainerFailed.class);
            assertThat(failed.cause()).isEqualTo(FailureCause.IMAGE_UNAVAILABLE);
            assertThat(failed.reason()).contains(image, "manifest unknown");
        } finally {
            registry.stop(0);
        }
    }

    @Test
    void namesThePortThatIsTakenAndLeavesNoContainer() throws IOException {
        try (ServerSocket squatter = new ServerSocket()) {
            squatter.bind(new InetSocketAddress("127.0.0.1", port));
            kafka.send(COMMANDS.start(id, 1, port, List.of(), List.of()));

            ContainerFailed failed = first(ContainerFailed.class);
            assertThat(failed.cause()).isEqualTo(FailureCause.PORT_TAKEN);
            assertThat(failed.port()).isEqualTo(port);
            assertThat(DockerCommands.containers(id)).isEmpty();
        }
    }

    @Test
    void refusesVariablesThatSelectGpus() {
        var greedy = Commands.environment(Commands.BASE_IMAGE, Probe.Kind.SSH, Map.of("NVIDIA_VISIBLE_DEVICES", "all"));
        kafka.send(COMMANDS.start(id, 1, greedy, port, List.of(), List.of()));

        assertThat(first(ContainerFailed.class).cause()).isEqualTo(FailureCause.INVALID_WORKLOAD);
    }

    @Test
    void neitherStartsOnNorClearsADirtyGpu() throws IOException {
        Path processes = folder.resolve("state/simulated-gpus/" + gpus.getFirst() + ".processes");
        Files.writeString(processes, "4711 python3 2048\n");
        try {
            kafka.send(COMMANDS.start(id, 1, port, List.of(gpus.getFirst()), List.of()));
            ContainerFailed failed = first(ContainerFailed.class);
            assertThat(failed.cause()).isEqualTo(FailureCause.GPU_DIRTY);
            assertThat(failed.reason()).contains("4711 python3");

            kafka.send(COMMANDS.verify(id, 1, List.of(gpus.getFirst())));
            assertThat(first(GpuDirty.class).evidence().getFirst().processes()).containsExactly("4711 python3");
        } finally {
            Files.delete(processes);
        }
    }

    @Test
    void saysWhatAContainerPrintedThatNeverAnswers() {
        kafka.send(COMMANDS.start(id, 1, silent(Map.of()), port, List.of(), List.of()));

        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(failed.cause()).isEqualTo(FailureCause.PROBE_FAILED);
        assertThat(failed.reason()).contains("did not answer within 15 s", "Server listening");
        assertThat(DockerCommands.containers(id)).isEmpty();
    }

    @Test
    void shortensWhatAContainerPrinted() {
        // the image prints the name of a variable that it cannot pass on
        Map<String, String> complained = Map.of("A".repeat(50_000), "two\nlines");
        kafka.send(COMMANDS.start(id, 1, silent(complained), port, List.of(), List.of()));

        assertThat(first(ContainerFailed.class).reason())
                .contains("did not answer within 15 s", "entrypoint: AAA", "[…]", "Server listening")
                .hasSizeLessThan(5000);
    }

    private static Workload silent(Map<String, String> env) {
        return new Workload(
                Commands.BASE_IMAGE,
                List.of(),
                env,
                0.5,
                256,
                0,
                GpuRequest.NONE,
                List.of(),
                List.of(),
                new Probe(Probe.Kind.TCP, 4444, "", 15),
                null,
                false);
    }
}
