package io.remotegpu.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.ProcessLaunch;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of workloads on a host without containers. What they run is the JDK's own little web server, in the place of a map server. */
class ProcessLaunchIT {
    private static final String SERVER = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            import java.nio.file.*;
            public class Server {
                public static void main(String[] args) throws Exception {
                    String told = Files.readString(Path.of(args[1])).strip();
                    HttpServer server = HttpServer.create(new InetSocketAddress(args[0], @{port:3000}), 0);
                    server.createContext("/", exchange -> {
                        if (exchange.getRequestURI().getPath().equals("/end")) {
                            System.out.println("password=hunter2");
                            System.out.println("no sources left");
                            System.exit(7);
                        }
                        exchange.getResponseHeaders().set("Content-Type", "text/plain");
                        exchange.sendResponseHeaders(200, told.length());
                        exchange.getResponseBody().write(told.getBytes());
                        exchange.close();
                    });
                    server.start();
                }
            }
            """;

    private final String host = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final WorkloadId id = new WorkloadId("gis-" + UUID.randomUUID());
    private final int port = Shells.freePort();

    @TempDir
    Path folder;

    private TestKafka kafka;
    private TestAgent agent;

    @BeforeEach
    void startAgent() throws IOException {
        kafka = new TestKafka();
        agent = new TestAgent(kafka, host, "process", folder.resolve("state"));
    }

    @AfterEach
    void stopAgent() {
        agent.close();
        kafka.close();
    }

    @Test
    void runsTheCommandWithItsFilesKeepsItOverARestartAndTellsItsLastWords() throws Exception {
        kafka.send(start(1, "text/plain", "java"));
        ContainerStarted started = first(ContainerStarted.class);
        assertThat(get("/").body()).isEqualTo("told-by-a-file");
        assertThat(agent.log()).contains("process: no isolation for " + id).doesNotContain("told-by-a-file");

        agent.kill();
        agent.start();
        kafka.send(start(1, "text/plain", "java"));
        await().until(() -> kafka.seen(ContainerStarted.class, started::equals).size() >= 2);
        assertThat(get("/").body()).isEqualTo("told-by-a-file");

        assertThat(getOrGone("/end")).isEmpty();
        ContainerExited exited = first(ContainerExited.class);
        assertThat(exited.logTail()).contains("password=***", "no sources left");
        kafka.send(new Commands(new HostId(host)).stop(id, 1));
        first(ContainerStopped.class);
        assertThat(folder.resolve("state/files/" + id)).doesNotExist();
    }

    @Test
    void doesNotCountAPageOfAnotherTypeAsAnAnswer() {
        kafka.send(start(1, "image/png", "java"));
        assertThat(first(ContainerFailed.class).cause()).isEqualTo(FailureCause.PROBE_FAILED);
    }

    @Test
    void namesTheCommandThatIsNotInstalled() {
        kafka.send(start(1, "text/plain", "no-such-map-server"));
        ContainerFailed failed = first(ContainerFailed.class);
        assertThat(failed.reason()).contains("cannot run 'no-such-map-server'");
        assertThat(failed.cause().worthRetrying()).isTrue();
    }

    private StartContainer start(long epoch, String contentType, String command) {
        String java = command.equals("java")
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : command;
        var launch = new ProcessLaunch(
                List.of(java, "-Xmx32m", "@{file:/opt/Server.java}", "@{host}", "@{files}/etc/told"),
                Map.of(),
                List.of(new WorkloadFile("/opt/Server.java", SERVER)));
        Workload workload = new Workload(
                        "example/map-server",
                        List.of("serve"),
                        Map.of(),
                        0.5,
                        128,
                        0,
                        Workload.GpuRequest.NONE,
                        List.of(new Workload.PortRequest("http", 3000, "tcp")),
                        List.of(),
                        new Probe(Probe.Kind.HTTP, 3000, "/", contentType.equals("image/png") ? 5 : 120, contentType),
                        null,
                        true)
                .told(List.of(new WorkloadFile("/etc/told", "told-by-a-file")), launch);
        return new StartContainer(
                new HostId(host),
                id,
                epoch,
                workload,
                List.of(),
                List.of(new PortMapping("http", port, 3000, "tcp")),
                List.of());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String getOrGone(String path) throws InterruptedException {
        try {
            return get(path).body();
        } catch (IOException gone) {
            return "";
        }
    }

    private <E extends WorkloadEvent> E first(Class<E> type) {
        return kafka.awaitFirst(type, event -> event.workloadId().equals(id));
    }
}
