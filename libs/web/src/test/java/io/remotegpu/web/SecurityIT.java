package io.remotegpu.web;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Date;
import org.junit.jupiter.api.Test;

class SecurityIT extends SampleServiceTest {
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
    void opensToAnApiTokenWhatItsScopesNameAndNothingElse() {
        get("/api/v1/admin/samples", scoped("billing:read admin:read"))
                .expectStatus()
                .isOk();
        get("/api/v1/admin/samples", scoped("admin:write")).expectStatus().isOk();
        refused("/api/v1/admin/samples", scoped("billing:write"), 403, 20003, "forbidden");
        refused("/api/v1/me", scoped("profile:write admin:write"), 403, 20003, "forbidden");
    }

    private static String scoped(String scopes) {
        return KEYS.signed(new JWTClaimsSet.Builder()
                .issuer("remotegpu")
                .jwtID("token-2")
                .claim("user_id", 7)
                .claim("username", "ada")
                .claim("user_type", "admin")
                .claim("scope", scopes)
                .expirationTime(Date.from(in(60)))
                .build());
    }
}
