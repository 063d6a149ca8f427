package io.remotegpu.gis.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.gis.GisHeaders;
import io.remotegpu.gis.RunningGis;
import io.remotegpu.gis.access.WorkloadIds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway is told of accounts inside instances, and nobody else. */
class SignInIT extends RunningGis {
    @Test
    void tellsTheGatewayTheAccountThatThePlatformMade() throws Exception {
        long id = somebody().service("geoserver", "maps", "{\"admin_password\":\"correct horse battery\"}");

        JsonNode account = JsonMapper.shared()
                .readTree(ask(WorkloadIds.of(id).value(), WAKE_SECRET).body())
                .path("data");

        assertThat(account.path("authorization").asString())
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("admin:correct horse battery".getBytes(UTF_8)));
        assertThat(account.path("paths").toString()).isEqualTo("[\"/geoserver/rest\",\"/geoserver/gwc/rest\"]");
    }

    @Test
    void knowsNoAccountOfSoftwareThatKnowsNone() throws Exception {
        long id = somebody().service("martin", "tiles", "{\"pmtiles\":{\"files\":[\"a.pmtiles\"]}}");

        String answer = ask(WorkloadIds.of(id).value(), WAKE_SECRET).body();

        assertThat(JsonMapper.shared().readTree(answer).at("/data/paths")).isEmpty();
        assertThat(answer).doesNotContain("Basic");
    }

    @Test
    void tellsNobodyElse() throws Exception {
        long id = somebody().service("geoserver", "maps", "{\"admin_password\":\"correct horse battery\"}");

        HttpResponse<String> refused = ask(WorkloadIds.of(id).value(), "guessed secret of mine");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("Basic");
        assertThat(ask("gis-999999999", WAKE_SECRET).statusCode()).isEqualTo(404);
        assertThat(ask("env-1", WAKE_SECRET).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> ask(String workload, String secret) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + port + "/internal/user-services/" + workload + "/sign-in"))
                            .header(GisHeaders.WAKE_SECRET, secret)
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
