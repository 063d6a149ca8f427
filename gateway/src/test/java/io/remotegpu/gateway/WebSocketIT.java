package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class WebSocketIT extends GatewayTestBase {
    private static final DisposableServer ECHO = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.ws(
                    "/api/v1/environments/env-1/channel",
                    (in, out) -> out.sendString(in.receive().asString())))
            .bindNow();

    @DynamicPropertySource
    static void echo(DynamicPropertyRegistry registry) {
        registry.add("gateway.services.workspace", () -> "http://127.0.0.1:" + ECHO.port());
    }

    @Test
    void carriesWebSocketsBothWays() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + Platform.token(1))
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/api/v1/environments/env-1/channel"), listener(heard))
                .get(10, TimeUnit.SECONDS);

        socket.sendText("hello", true);

        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done");
    }

    private static WebSocket.Listener listener(CompletableFuture<String> heard) {
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                heard.complete(text.toString());
                return null;
            }
        };
    }
}
