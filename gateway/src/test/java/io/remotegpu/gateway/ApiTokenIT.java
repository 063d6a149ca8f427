package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTokenIT extends GatewayTestBase {
    private static final String EXCHANGE = "/internal/api-tokens/exchange";

    private final UUID apiToken = UUID.randomUUID();

    @AfterEach
    void answerAgain() {
        Platform.IDENTITY.answers(EXCHANGE, 200);
    }

    @Test
    void passesAnAccessTokenOnInThePlaceOfAnApiToken() throws Exception {
        identityGivesAccessTokens();

        assertThat(ask("rgpu_first").statusCode()).isEqualTo(200);

        assertThat(Platform.WORKSPACE.lastHeaders().getFirst("Authorization")).startsWith("Bearer ey");
    }

    @Test
    void asksIdentityOnceAndThenRemembers() throws Exception {
        identityGivesAccessTokens();
        int before = Platform.IDENTITY.requests(EXCHANGE);

        for (int i = 0; i < 5; i++) {
            assertThat(ask("rgpu_second").statusCode()).isEqualTo(200);
        }

        assertThat(Platform.IDENTITY.requests(EXCHANGE)).isEqualTo(before + 1);
    }

    @Test
    void forgetsAWithdrawnTokenAtOnce() throws Exception {
        identityGivesAccessTokens();
        assertThat(ask("rgpu_third").statusCode()).isEqualTo(200);

        Platform.IDENTITY.answers(EXCHANGE, 401);
        IdentityFacts.tell(new SessionRevoked(new CustomerId(201), apiToken, "revoked"));

        await().atMost(Duration.ofSeconds(30)).until(() -> code("rgpu_third") == 20001);
    }

    @Test
    void refusesTokensThatIdentityDoesNotKnow() throws Exception {
        Platform.IDENTITY.answers(EXCHANGE, 401);
        assertThat(code("rgpu_unknown")).isEqualTo(20001);

        Platform.IDENTITY.answers(EXCHANGE, 403);
        assertThat(code("rgpu_suspended")).isEqualTo(20006);

        Platform.IDENTITY.answers(EXCHANGE, 500);
        assertThat(code("rgpu_whenever")).isEqualTo(10002);
    }

    @Test
    void letsNobodyExchangeTokensThroughTheGateway() throws Exception {
        int before = Platform.IDENTITY.requests(EXCHANGE);

        assertThat(send(post(requestAs(1, EXCHANGE))).statusCode()).isEqualTo(404);

        assertThat(Platform.IDENTITY.requests(EXCHANGE)).isEqualTo(before);
    }

    private void identityGivesAccessTokens() {
        Platform.IDENTITY.with(
                EXCHANGE,
                "{\"code\":0,\"data\":{\"access_token\":\"" + Platform.token(201, apiToken)
                        + "\",\"expires_in\":300}}");
    }

    private HttpResponse<String> ask(String token) throws Exception {
        return send(request("/api/v1/environments").header("Authorization", "Bearer " + token));
    }

    private int code(String token) throws Exception {
        return json(ask(token)).path("code").asInt(0);
    }
}
