package io.remotegpu.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.remotegpu.identity.IdentityTest;
import io.remotegpu.testing.MutableClock;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdentityTest
class KeyRotationIT {
    @Autowired
    private SigningKeys keys;

    @Autowired
    private SigningKeyStore store;

    @Autowired
    private KeyRotation rotation;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void now() {
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void publishesTheNextKeyBeforeItSignsAndTheOldOneAfter() throws ParseException {
        SigningKeys otherReplica = new SigningKeys(store, clock);
        String first = signer(keys);
        clock.advance(Duration.ofDays(30).minusMinutes(20));

        rotation.rotate();
        rotation.rotate();
        otherReplica.reload();
        assertThat(keys.publicKeys().getKeys()).hasSize(2);
        assertThat(signer(keys)).isEqualTo(first);

        clock.advance(Duration.ofMinutes(31));
        String second = signer(keys);
        assertThat(second).isNotEqualTo(first).isEqualTo(signer(otherReplica));
        rotation.rotate();
        assertThat(keys.publicKeys().getKeyByKeyId(first)).isNotNull();

        clock.advance(Duration.ofHours(2));
        rotation.rotate();
        assertThat(keys.publicKeys().getKeyByKeyId(first)).isNull();
        assertThat(jdbc.sql("select length(encrypted_private_jwk) from signing_keys where key_id = :id")
                        .param("id", first)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static String signer(SigningKeys keys) throws ParseException {
        return SignedJWT.parse(keys.sign(new JWTClaimsSet.Builder().subject("7").build()))
                .getHeader()
                .getKeyID();
    }
}
