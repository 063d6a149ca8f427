package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIT extends GatewayTestBase {
    @Test
    void asksForATokenInTheEnvelope() throws Exception {
        HttpResponse<String> response = send(request("/api/v1/environments"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("code").asInt()).isEqualTo(20001);
        assertThat(json(response).path("error").asString()).isEqualTo("not_authenticated");
        assertThat(json(response).path("trace_id").asString()).hasSize(32);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void tellsAnExpiredTokenFromAWrongOne() throws Exception {
        assertThat(codeFor(Platform.expiredToken())).isEqualTo(20002);
        assertThat(codeFor(Platform.forgedToken())).isEqualTo(20001);
        assertThat(codeFor(Platform.tokenOfAnotherIssuer())).isEqualTo(20001);
        assertThat(codeFor("not-a-token")).isEqualTo(20001);
    }

    @Test
    void passesAValidTokenOnSoThatServicesVerifyItThemselves() throws Exception {
        HttpResponse<String> response = send(requestAs(7, "/api/v1/environments"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Platform.WORKSPACE.lastHeaders().getFirst("Authorization")).startsWith("Bearer ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users/register",
                "/api/v1/users/login",
                "/api/v1/user/login",
                "/api/v1/users/password-reset",
                "/api/v1/users/password-reset/confirm",
                "/api/v1/auth/refresh",
                "/api/v1/auth/sso/token"
            })
    void needsNoTokenWhereOneIsObtained(String path) throws Exception {
        assertThat(send(post(request(path))).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/auth/sso", "/api/v1/auth/sso/callback?state=some&code=thing"})
    void needsNoTokenOnTheWayThroughASingleSignOn(String path) throws Exception {
        assertThat(send(request(path)).statusCode()).isEqualTo(200);
    }

    @Test
    void letsTheOwnerOfAnExpiredTokenRefreshIt() throws Exception {
        HttpResponse<String> response = send(
                post(request("/api/v1/auth/refresh").header("Authorization", "Bearer " + Platform.expiredToken())));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Platform.IDENTITY.lastHeaders().getFirst("Authorization")).isNull();
    }

    private int codeFor(String token) throws Exception {
        HttpResponse<String> response =
                send(request("/api/v1/environments").header("Authorization", "Bearer " + token));
        assertThat(response.statusCode()).isEqualTo(401);
        return json(response).path("code").asInt();
    }
}
