package io.remotegpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:remotegpu-defaults.yml",
            "remotegpu.security.public-paths=GET /api/v1/public"
        })
class AnswersIT {
    private static final KeyServer KEYS = new KeyServer();

    @LocalServerPort
    private int port;

    private RestTestClient http;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("remotegpu.security.jwks-uri", KEYS::uri);
    }

    @BeforeEach
    void connect() {
        http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @AfterAll
    static void stop() {
        KEYS.stop();
    }

    @Test
    void handsTheCallerOfTheTokenToTheController() {
        get("/api/v1/me", KEYS.token("external", in(60)))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-API-Version", "1.0.0")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(0)
                .jsonPath("$.message")
                .isEqualTo("success")
                .jsonPath("$.data.id")
                .isEqualTo(7)
                .jsonPath("$.data.username")
                .isEqualTo("ada")
                .jsonPath("$.data.user_type")
                .isEqualTo("external")
                .jsonPath("$.data.session_id")
                .isEqualTo("session-1");
    }

    @Test
    void tellsMissingExpiredAndForgedTokensApart() {
        refused("/api/v1/me", null, 401, 20001, "not_authenticated");
        refused("/api/v1/me", "garbled", 401, 20001, "not_authenticated");
        refused("/api/v1/me", KEYS.token("external", in(-120)), 401, 20002, "token_expired");
        KeyServer stranger = new KeyServer();
        refused("/api/v1/me", stranger.token("admin", in(60)), 401, 20001, "not_authenticated");
        stranger.stop();
        String elsewhere = KEYS.signed(new JWTClaimsSet.Builder()
                .issuer("elsewhere")
                .expirationTime(Date.from(in(60)))
                .build());
        refused("/api/v1/me", elsewhere, 401, 20001, "not_authenticated");
    }

    @Test
    void letsOnlyAdministratorsUnderAdmin() {
        refused("/api/v1/admin/samples", KEYS.token("external", in(60)), 403, 20003, "forbidden");
        get("/api/v1/admin/samples", KEYS.token("admin", in(60))).expectStatus().isOk();
    }

    @Test
    void servesPublicPathsWithoutLookingAtTokensAndMarksDeprecatedOnes() {
        get("/api/v1/public", "garbled")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-API-Deprecated", "true")
                .expectHeader()
                .valueEquals("X-API-Sunset", "2027-06-30");
    }

    @Test
    void namesEveryInvalidFieldAsItTravels() {
        post("{\"name\":\" \",\"gpu_spec\":{\"gpu_count\":9,\"model_name\":\"\"}}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(30001)
                .jsonPath("$.error")
                .isEqualTo("validation_failed")
                .jsonPath("$.details.fields[0].field")
                .isEqualTo("gpu_spec.gpu_count")
                .jsonPath("$.details.fields[1].field")
                .isEqualTo("gpu_spec.model_name")
                .jsonPath("$.details.fields[2].field")
                .isEqualTo("name")
                .jsonPath("$.trace_id")
                .<String>value(id -> assertThat(id).matches("[0-9a-f]{32}"));
    }

    @Test
    void tellsBrokenJsonFromAWrongValue() {
        refusedBody("{\"name\":", 30002, null);
        refusedBody("", 30002, null);
        refusedBody("[]", 30002, null);
        refusedBody("{\"name\":\"a\",\"gpu_spec\":{\"gpu_count\":\"many\"}}", 30001, "gpu_spec.gpu_count");
        refusedBody("{\"name\":\"a\",\"colour\":\"red\"}", 30001, "colour");
    }

    @Test
    void answersUnknownPathsMethodsAndMediaTypesWithTheEnvelope() {
        String token = KEYS.token("external", in(60));
        refused("/api/v1/nowhere", token, 404, 40006, "not_found");
        refused("/api/v1/samples/abc", token, 400, 30001, "validation_failed");
        http.method(HttpMethod.DELETE)
                .uri("/api/v1/samples")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .value("Allow", allowed -> assertThat(allowed).contains("POST"))
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(40009);
        http.post()
                .uri("/api/v1/samples")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.TEXT_PLAIN)
                .body("hello")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(30001);
    }

    @Test
    void hidesItsInsidesWhenItFails() {
        get("/api/v1/samples/1", KEYS.token("external", in(60)))
                .expectStatus()
                .isEqualTo(500)
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("internal_error").doesNotContain("secret", "IllegalState"));
    }

    @Test
    void speaksChineseWhenAskedAndSaysWhenToTryAgain() {
        http.get()
                .uri("/api/v1/samples/2")
                .header("Authorization", "Bearer " + KEYS.token("external", in(60)))
                .header("Accept-Language", "zh-CN,zh;q=0.9")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("Retry-After", "5")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("account_locked")
                .jsonPath("$.message")
                .<String>value(text -> assertThat(text).startsWith("登录失败"));
        http.get()
                .uri("/api/v1/me")
                .header("Accept-Language", "zh-CN")
                .exchange()
                .expectBody()
                .jsonPath("$.message")
                .<String>value(text -> assertThat(text).startsWith("未登录"));
    }

    @Test
    void pagesByNumberAndWalksByCursor() {
        String token = KEYS.token("external", in(60));
        get("/api/v1/samples?page=2&page_size=2&sort=-created_at&status=running,stopped&owner=7", token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.pagination.page")
                .isEqualTo(2)
                .jsonPath("$.data.pagination.total_pages")
                .isEqualTo(21)
                .jsonPath("$.data.next_cursor")
                .isNotEmpty();
        String cursor = new Cursor("-created_at", "2026-01-01T00:00:00Z", "2").encoded();
        get("/api/v1/samples?page_size=2&cursor=" + cursor, token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data.pagination")
                .doesNotExist();
    }

    @Test
    void refusesWhatTheListDoesNotKnow() {
        String token = KEYS.token("external", in(60));
        for (String query :
                new String[] {"colour=red", "sort=password", "page=0", "page_size=101", "page=x", "cursor=x"}) {
            refused("/api/v1/samples?" + query, token, 400, 30001, "validation_failed");
        }
    }

    @Test
    void echoesASaneRequestIdAndReplacesAnyOther() {
        http.get()
                .uri("/api/v1/public")
                .header("X-Request-Id", "abc-1")
                .exchange()
                .expectHeader()
                .valueEquals("X-Request-Id", "abc-1");
        http.get()
                .uri("/api/v1/public")
                .header("X-Request-Id", "a b")
                .exchange()
                .expectHeader()
                .value("X-Request-Id", id -> assertThat(id).isNotEqualTo("a b"));
    }

    @Test
    void describesItselfWithTheNamesThatTravel() {
        get("/v3/api-docs", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.securitySchemes.bearer.scheme")
                .isEqualTo("bearer")
                .jsonPath("$.components.schemas.Gpu.properties.gpu_count")
                .exists()
                .jsonPath("$.paths['/api/v1/samples'].get.parameters[*].name")
                .<List<String>>value(names -> assertThat(names)
                        .contains("page", "page_size", "sort", "status", "cursor", "owner")
                        .doesNotContain("query"));
    }

    private RestTestClient.ResponseSpec get(String path, String token) {
        var request = http.get().uri(URI.create("http://127.0.0.1:" + port + path));
        return (token == null ? request : request.header("Authorization", "Bearer " + token)).exchange();
    }

    private RestTestClient.ResponseSpec post(String body) {
        return http.post()
                .uri("/api/v1/samples")
                .header("Authorization", "Bearer " + KEYS.token("external", in(60)))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private void refused(String path, String token, int status, int code, String error) {
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

    private void refusedBody(String body, int code, String field) {
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

    private static Instant in(long seconds) {
        return Instant.now().plusSeconds(seconds);
    }
}
