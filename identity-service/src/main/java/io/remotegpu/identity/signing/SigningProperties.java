package io.remotegpu.identity.signing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the signing keys are kept.
 *
 * @param encryptionKey 32 random bytes in Base64; private keys are stored encrypted with it. There is no default: a key
 *     that everybody knows would protect nothing
 */
@Validated
@ConfigurationProperties("identity.signing")
record SigningProperties(@DefaultValue("") String encryptionKey) {
    @Override
    public String toString() {
        return "SigningProperties";
    }
}
