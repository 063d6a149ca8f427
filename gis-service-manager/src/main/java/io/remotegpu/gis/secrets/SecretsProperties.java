package io.remotegpu.gis.secrets;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Keys for what is stored encrypted. There is no default: a key that everybody knows protects nothing.
 *
 * @param keys {@code id:base64} of 32 random bytes each. The first encrypts, all decrypt; to rotate, put a new one first, and take the old one away when
 *     {@code remotegpu.gis.secrets.outdated} is 0
 * @param rotateEvery how often rows under older keys are looked for
 */
@Validated
@ConfigurationProperties("gis.secrets")
record SecretsProperties(
        @DefaultValue List<String> keys,
        @NotNull @DefaultValue("1m") Duration rotateEvery) {
    @Override
    public String toString() {
        return "SecretsProperties[" + keys.size() + " keys]";
    }
}
