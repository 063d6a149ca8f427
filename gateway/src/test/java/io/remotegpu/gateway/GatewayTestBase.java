package io.remotegpu.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on a free port in front of {@link Platform}. */
@SpringBootTest(
        classes = GatewayService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gateway",
            "gateway.services.identity=${platform.identity}",
            "gateway.services.workspace=${platform.workspace}",
            "gateway.services.scheduler=${platform.scheduler}",
            "gateway.services.billing=${platform.billing}",
            "gateway.services.gis=${platform.gis}",
            "gateway.services.patience=20s",
            "spring.data.redis.port=${platform.redis}",
            "spring.kafka.bootstrap-servers=${platform.kafka}",
            "spring.cloud.gateway.server.webflux.httpclient.pool.max-idle-time=5m",
            "remotegpu.security.jwks-uri=${platform.identity}/.well-known/jwks.json"
        })
abstract class GatewayTestBase {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry registry) {
        registry.add("platform.identity", Platform.IDENTITY::url);
        registry.add("platform.workspace", Platform.WORKSPACE::url);
        registry.add("platform.scheduler", Platform.SCHEDULER::url);
        registry.add("platform.billing", Platform.BILLING::url);
        registry.add("platform.gis", Platform.GIS::url);
        registry.add("platform.kafka", Platform.KAFKA::getBrokersAsString);
        registry.add("platform.redis", () -> Platform.REDIS);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpRequest.Builder requestAs(long userId, String path) {
        return request(path).header("Authorization", "Bearer " + Platform.token(userId));
    }

    static HttpRequest.Builder post(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}"));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
