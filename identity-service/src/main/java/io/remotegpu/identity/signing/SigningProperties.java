package io.remotegpu.identity.signing;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the signing keys are kept.
 *
 * @param encryptionKey 32 random bytes in Base64; private keys are stored encrypted with it. There is no default: a key
 *     that everybody knows would protect nothing
 * @param otherEncryptionKeys keys that private keys may be encrypted with besides; they are encrypted anew with {@code encryptionKey}. To
 *     change the key while several replicas run, name the new one here everywhere, then swap the two, then leave the old one out
 * @param period how long a key signs before the next one takes over
 * @param publishedAhead how long the next key is published before that; longer than services and caches keep the published keys
 * @param publishedAfter how long a key is published after it; longer than an access token lives
 */
@Validated
@ConfigurationProperties("identity.signing")
record SigningProperties(
        @DefaultValue("") String encryptionKey,
        @DefaultValue List<String> otherEncryptionKeys,
        @DefaultValue("30d") Duration period,
        @DefaultValue("30m") Duration publishedAhead,
        @DefaultValue("1h") Duration publishedAfter) {
    KeySchedule schedule() {
        return new KeySchedule(period, publishedAhead, publishedAfter);
    }

    @Override
    public String toString() {
        return "SigningProperties";
    }
}
