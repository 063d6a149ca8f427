package io.remotegpu.web;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The sample service over real HTTP, and someone who asks it. */
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:remotegpu-defaults.yml",
            "remotegpu.security.public-paths=GET /api/v1/public",
            // No Kafka runs here.
            "remotegpu.security.revocation.enabled=false"
        })
abstract class SampleServiceTest {
    static final KeyServer KEYS = new KeyServer();

    @LocalServerPort
    int port;

    RestTestClient http;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("remotegpu.security.jwks-uri", KEYS::uri);
    }

    @BeforeEach
    void connect() {
        http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    RestTestClient.ResponseSpec get(String path, String token) {
        var request = http.get().uri(URI.create("http://127.0.0.1:" + port + path));
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).exchange();
    }

    RestTestClient.ResponseSpec post(String body) {
        return http.post()
                .uri("/api/v1/samples")
                .header("Authorization", "Bearer " + KEYS.token("external", in(60)))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    void refused(String path, String token, int status, int code, String error) {
        get(path, token)
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .valueEquals("X-API-Version", "1.0.0")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.error")
                .isEqualTo(error);
    }

    void refusedBody(String body, int code, String field) {
        var answer = post(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
        if (field != null) {
            answer.jsonPath("$.details.fields[0].field").isEqualTo(field);
        }
    }

    static Instant in(long seconds) {
        return Instant.now().plusSeconds(seconds);
    }
}
