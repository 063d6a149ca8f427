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
}
