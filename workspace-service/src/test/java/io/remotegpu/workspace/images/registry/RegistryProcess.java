package io.remotegpu.workspace.images.registry;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real {@code docker-registry}, on a port of its own, as long as the test needs it. */
final class RegistryProcess implements AutoCloseable {
    private final Process process;
    private final URI url;

    private RegistryProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** @param auth the {@code auth} section of its configuration, empty for none */
    static RegistryProcess start(Path folder, String auth) throws IOException {
        Path program = Stream.of("/usr/bin/docker-registry", "/usr/local/bin/registry")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "there is no docker-registry here: apt-get install docker-registry");
        int port = freePort();
        Path configuration =
                Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
                http: {addr: "127.0.0.1:%d"}
                %s
                """.formatted(folder.resolve("data"), port, auth));
        Process process = new ProcessBuilder(List.of(program.toString(), "serve", configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        RegistryProcess started = new RegistryProcess(process, URI.create("http://127.0.0.1:" + port));
        Awaitility.await("docker-registry answers")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(started::answers);
        return started;
    }

    URI url() {
        return url;
    }

    private boolean answers() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(HttpRequest.newBuilder(url.resolve("/v2/")).build(), BodyHandlers.discarding())
                    .statusCode();
            return status == 200 || status == 401;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
