package io.remotegpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class AnswersIT extends SampleServiceTest {
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
    void answersWhatTheContainerRefusesWithTheEnvelope() {
        String token = KEYS.token("external", in(60));
        refused("/api/v1/samples/a%2Fb", token, 400, 30001, "validation_failed");
        refused("/api/v1/samples/a%00b", token, 400, 30001, "validation_failed");
        refused("/api/v1/samples/" + "x".repeat(20_000), token, 400, 30001, "validation_failed");
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
}
