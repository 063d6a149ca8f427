package io.remotegpu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.context.TestPropertySource;

@Import(SlowController.class)
@TestPropertySource(properties = {"remotegpu.admission.max-in-flight=2", "remotegpu.admission.patience=200ms"})
class AdmissionIT extends SampleServiceTest {
    @Autowired
    private SlowController slow;

    @Test
    void tellsWhoeverFindsNoPlaceToComeAgainAndServesOnWhenPlacesAreFree() throws InterruptedException {
        String token = KEYS.token("external", in(60));
        CompletableFuture<HttpStatusCode> first =
                CompletableFuture.supplyAsync(() -> askSlowly(token), Thread::startVirtualThread);
        CompletableFuture<HttpStatusCode> second =
                CompletableFuture.supplyAsync(() -> askSlowly(token), Thread::startVirtualThread);
        assertThat(slow.visitedBy(2)).isTrue();

        get("/api/v1/me", token)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectHeader()
                .valueEquals("X-API-Version", "1.0.0")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("service_unavailable");
        get("/actuator/health", null).expectStatus().isOk();

        slow.letGo();
        assertThat(first.join().value()).isEqualTo(200);
        assertThat(second.join().value()).isEqualTo(200);
        get("/api/v1/me", token).expectStatus().isOk();
    }

    private HttpStatusCode askSlowly(String token) {
        return get("/api/v1/slow", token).returnResult(Void.class).getStatus();
    }
}
