package io.remotegpu.revocations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class VerifiedTokensTest {
    private static final Jwt ADA =
            Jwt.withTokenValue("ada").header("alg", "ES256").claim("user_id", 7).build();

    private final AtomicBoolean revoked = new AtomicBoolean();
    private final AtomicLong now = new AtomicLong();
    private final VerifiedTokens tokens = new VerifiedTokens(
            token -> revoked.get()
                    ? OAuth2TokenValidatorResult.failure(
                            new OAuth2Error("not_authenticated", "the login was ended", null))
                    : OAuth2TokenValidatorResult.success(),
            now::get);

    @Test
    void knowsASignatureThatWasVerifiedAndNoOther() {
        tokens.remember("ada", ADA);

        assertThat(tokens.find("ada")).contains(ADA);
        assertThat(tokens.find("ada with another signature")).isEmpty();
    }

    @Test
    void refusesATokenThatWasRevokedSinceItsSignatureWasVerified() {
        tokens.remember("ada", ADA);
        assertThat(tokens.checked(ADA)).isSameAs(ADA);

        revoked.set(true);

        assertThatThrownBy(() -> tokens.checked(ADA))
                .isInstanceOfSatisfying(JwtValidationException.class, refused -> assertThat(refused.getErrors())
                        .extracting(OAuth2Error::getErrorCode)
                        .containsExactly("not_authenticated"))
                .hasMessage("the login was ended");
    }

    @Test
    void forgetsSoonSoThatAWithdrawnKeyEndsWhatItSigned() {
        tokens.remember("ada", ADA);

        now.addAndGet(VerifiedTokens.REMEMBERED_FOR.minus(Duration.ofSeconds(1)).toNanos());
        assertThat(tokens.find("ada")).isPresent();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(tokens.find("ada")).isEmpty();
    }
}
