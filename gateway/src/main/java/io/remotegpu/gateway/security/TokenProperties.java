package io.remotegpu.gateway.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are accepted. The same keys as in every service.
 *
 * @param jwksUri where identity-service publishes its public keys
 * @param issuer the {@code iss} that a token must carry
 * @param clockSkew how far the clocks of two hosts may differ
 */
@Validated
@ConfigurationProperties("remotegpu.security")
record TokenProperties(
        @DefaultValue("http://127.0.0.1:8081/.well-known/jwks.json")
        URI jwksUri,

        @DefaultValue("remotegpu") String issuer,
        @DefaultValue("30s") Duration clockSkew) {}
