package io.remotegpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient;

class PreconditionIT extends SampleServiceTest {
    private final String token = KEYS.token("external", in(60));

    @Test
    void givesATagAndTakesAChangeOnlyOfWhatWasSeen() {
        String seen = tag(get("/api/v1/tagged/1", token));
        assertThat(tag(get("/api/v1/tagged/1", token))).isEqualTo(seen);
        assertThat(tag(get("/api/v1/tagged/2", token))).isNotEqualTo(seen);

        String changed = tag(patch(seen).expectStatus().isOk());
        assertThat(changed).isNotEqualTo(seen);
        patch("*").expectStatus().isOk();
        patch(changed)
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(40008)
                .jsonPath("$.details.etag")
                .isEqualTo(seen);
        patch("W/" + seen).expectStatus().isEqualTo(412);
        patch("no tag")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details.fields[0].field")
                .isEqualTo("If-Match");
    }

    @Test
    void givesListsAndPlainAnswersNoTag() {
        get("/api/v1/samples", token).expectHeader().doesNotExist("ETag");
        get("/api/v1/samples/7", token).expectHeader().doesNotExist("ETag");
    }

    private RestTestClient.ResponseSpec patch(String ifMatch) {
        return http.patch()
                .uri("/api/v1/tagged/1")
                .header("Authorization", "Bearer " + token)
                .header("If-Match", ifMatch)
                .exchange();
    }

    private static String tag(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.returnResult(String.class).getResponseHeaders().getETag());
    }
}
