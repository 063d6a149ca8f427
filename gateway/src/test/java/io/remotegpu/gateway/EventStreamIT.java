package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events through the gateway. */
@Timeout(120) // an event that is held back would be waited for for ever
class EventStreamIT extends GatewayTestBase {
    private static final String PATH = "/api/v1/environments/events";

    @Test
    void passesEachEventOnAsItComesAndLeavesWhenTheReaderDoes() throws IOException, InterruptedException {
        BlockingQueue<String> events = Platform.WORKSPACE.streams(PATH);
        events.put("id: 8\ndata: first\n\n");
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(requestAs(7, PATH).header("Last-Event-ID", "7").build(), BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(Platform.WORKSPACE.lastHeaders().getFirst("Last-Event-ID")).isEqualTo("7");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("id: 8");
            assertThat(lines.readLine()).isEqualTo("data: first");
            assertThat(lines.readLine()).isEmpty();
            events.put("data: second\n\n");
            assertThat(lines.readLine())
                    .as("the second was not there before the first was read")
                    .isEqualTo("data: second");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            events.put(": still there?\n\n");
            return Platform.WORKSPACE.lostReader(PATH);
        });
    }
}
