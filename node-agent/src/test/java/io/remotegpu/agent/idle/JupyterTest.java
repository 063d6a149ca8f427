package io.remotegpu.agent.idle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers as jupyter_server does, and others that do not. */
class JupyterTest {
    /** The first answer of a client and a server that have just begun may take long on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tellsOfTheLiveliestKernelOrTerminal() {
        answer("/api/kernels", """
                [{"id":"a","name":"python3","last_activity":"2026-03-01T11:00:00.000000Z","execution_state":"idle","connections":1},
                 {"id":"b","name":"python3","last_activity":"2026-03-01T10:00:00.000000Z","execution_state":"busy","connections":0}]""");
        answer("/api/terminals", """
                [{"name":"1","last_activity":"2026-03-01T11:30:00.000000Z"}]""");

        assertThat(ask("secret")).isEqualTo(new Notebooks(3, 1, Instant.parse("2026-03-01T11:30:00Z")));
    }

    @Test
    void hasNothingToTellWithoutAKernel() {
        answer("/api/kernels", "[]");
        assertThat(ask("secret")).isEqualTo(new Notebooks(0, 0, null));
    }

    @Test
    void believesNothingElse() {
        assertThat(ask("secret")).isNull();
        answer("/api/kernels", "[]");
        assertThat(ask("wrong")).isNull();
        answer("/api/terminals", "x".repeat(300_000));
        assertThat(ask("secret")).isEqualTo(new Notebooks(0, 0, null));
        server.removeContext("/api/kernels");
        answer("/api/kernels", "[" + "1,".repeat(200_000) + "1]");
        assertThat(ask("secret")).isNull();
        assertThat(Jupyter.ask(new Inside(1, "", List.of(new Inside.Port("jupyter", 8888)), null)))
                .isEmpty();
        assertThat(Jupyter.ask(new Inside(1, "127.0.0.1", List.of(new Inside.Port("ssh", 22)), null)))
                .isEmpty();
    }

    private @Nullable Notebooks ask(String token) {
        int port = server.getAddress().getPort();
        Inside inside = new Inside(1, "127.0.0.1", List.of(new Inside.Port("jupyter", port)), token);
        return Jupyter.ask(inside, PATIENCE).orElse(null);
    }

    private void answer(String path, String json) {
        server.createContext(path, exchange -> {
            boolean allowed = "token secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(allowed ? 200 : 403, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }
}
