package io.remotegpu.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

@SpringBootTest(
        classes = ConfigServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=config-server",
            "CONFIG_FOLDER=file:../config",
            "CONFIG_SERVER_PASSWORD=for-this-test"
        })
class ConfigServerIT {
    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "identity-service",
                "workspace-service",
                "scheduler-service",
                "billing-service",
                "gis-service-manager"
            })
    void servesEveryServiceTheSharedFileAndItsOwn(String service) throws Exception {
        HttpResponse<String> response = get("/" + service + "/default", "remotegpu:for-this-test");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("application.yml", "\"remotegpu.config.source\":\"config-server\"");
    }

    @Test
    void servesNobodyElse() throws Exception {
        assertThat(get("/gateway/default", "remotegpu:wrong").statusCode()).isEqualTo(401);
        assertThat(get("/actuator/health", "").statusCode()).isEqualTo(200);
    }

    @Test
    void reachesAServiceThatAsksForIt() {
        try (var service = client(
                "--CONFIG_SERVER_ENABLED=true",
                "--spring.cloud.config.request-connect-timeout=20000",
                "--spring.cloud.config.request-read-timeout=60000",
                // The server's own jar, on this class path only, switches the client off otherwise.
                "--spring.cloud.config.enabled=true")) {
            assertThat(service.getEnvironment().getProperty("remotegpu.config.source"))
                    .isEqualTo("config-server");
        }
    }

    @Test
    void isNotAskedUnlessItIsSaidToBeThere() {
        try (var service = client()) {
            assertThat(service.getEnvironment().getProperty("remotegpu.config.source"))
                    .isNull();
        }
    }

    /** Starts on the services' own shared defaults. */
    private ConfigurableApplicationContext client(String... arguments) {
        return new SpringApplicationBuilder(Client.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.config.name=a-service-without-a-file",
                        "spring.config.import=file:../libs/web/src/main/resources/remotegpu-defaults.yml",
                        "spring.application.name=billing-service",
                        "CONFIG_SERVER_URL=http://127.0.0.1:" + port,
                        "CONFIG_SERVER_PASSWORD=for-this-test")
                .run(arguments);
    }

    private HttpResponse<String> get(String path, String credentials) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!credentials.isEmpty()) {
            String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @SpringBootConfiguration
    static class Client {}
}
