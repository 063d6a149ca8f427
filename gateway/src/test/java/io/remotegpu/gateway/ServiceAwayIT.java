package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Billing is down, the scheduler accepts connections and never answers. */
class ServiceAwayIT extends GatewayTestBase {
    @DynamicPropertySource
    static void trouble(DynamicPropertyRegistry registry) throws Exception {
        HttpServer silent = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        registry.add("gateway.services.billing", () -> "http://127.0.0.1:" + Platform.freePort());
        registry.add(
                "gateway.services.scheduler",
                () -> "http://127.0.0.1:" + silent.getAddress().getPort());
        registry.add("gateway.services.patience", () -> "5s");
        registry.add("spring.cloud.gateway.server.webflux.httpclient.response-timeout", () -> "300ms");
    }

    @Test
    void saysThatTheServiceIsDown() throws Exception {
        assertUnavailable(send(requestAs(1, "/api/v1/billing/records")));
    }

    @Test
    void saysThatTheServiceDoesNotAnswer() throws Exception {
        assertUnavailable(send(requestAs(1, "/api/v1/hosts")));
    }

    @Test
    void namesTheServicesThatAreDown() throws Exception {
        HttpResponse<String> response = send(request("/api/v1/health"));

        assertUnavailable(response);
        var services = json(response).path("details").path("services");
        assertThat(services.path("identity").asString()).isEqualTo("up");
        assertThat(services.path("billing").asString()).isEqualTo("down");
        assertThat(services.path("scheduler").asString()).isEqualTo("down");
    }

    @Test
    void leavesAServiceThatIsDownOutOfTheDocument() throws Exception {
        Platform.WORKSPACE.with("/v3/api-docs", """
                {"openapi":"3.1.0","paths":{"/api/v1/environments":{}}}""");

        HttpResponse<String> document = send(request("/v3/api-docs"));

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(json(document).path("paths").has("/api/v1/environments")).isTrue();
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).path("code").asInt()).isEqualTo(10002);
        assertThat(json(response).path("trace_id").asString()).hasSize(32);
        assertThat(response.body()).doesNotContain("Exception");
    }
}
