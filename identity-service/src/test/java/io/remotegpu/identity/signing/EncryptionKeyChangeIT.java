package io.remotegpu.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.identity.IdentityTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The key above the signing keys is changed without a token becoming worthless; nothing of the test stays. */
@IdentityTest
class EncryptionKeyChangeIT {
    private static final String NEW = Base64.getEncoder().encodeToString(new byte[32]);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Value("${identity.signing.encryption-key}")
    private String old;

    @Test
    void keepsTheSigningKeysAndNeedsTheOldKeyNoLonger() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            List<StoredKey> before = store(old).loadOrCreate();
            SigningKeyStore both = store(NEW, old);
            assertThat(both.loadOrCreate()).isEqualTo(before);

            assertThat(both.encryptAnew()).isEqualTo(before.size());

            assertThat(both.encryptAnew()).isZero();
            assertThat(store(NEW).loadOrCreate()).isEqualTo(before);
            assertThatThrownBy(() -> store(old).loadOrCreate()).hasMessageContaining("IDENTITY_ENCRYPTION_KEY");
            assertThat(store(old, NEW).loadOrCreate())
                    .as("a replica that still has the old one first")
                    .isEqualTo(before);
        });
    }

    private SigningKeyStore store(String key, String... others) {
        return new SigningKeyStore(
                jdbc,
                new SigningProperties(
                        key, List.of(others), Duration.ofDays(30), Duration.ofMinutes(30), Duration.ofHours(1)),
                Clock.systemUTC());
    }
}
