package io.remotegpu.gis.idle;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may have sleeping instances started, and owners signed in at what runs.
 *
 * @param secret what the gateway sends, its {@code gateway.gis.wake-secret}: at least 16 characters; empty, which is the default, lets nobody do
 *     either
 */
@Validated
@ConfigurationProperties("gis.wake")
record WakeProperties(
        @DefaultValue("") @Pattern(regexp = "|.{16,}", message = "must have at least 16 characters")
        String secret) {
    @Override
    public String toString() {
        return "WakeProperties[" + (secret.isEmpty() ? "no secret" : "a secret") + "]";
    }
}
