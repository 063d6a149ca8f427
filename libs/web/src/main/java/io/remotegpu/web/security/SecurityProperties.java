package io.remotegpu.web.security;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom a service lets in.
 *
 * @param jwksUri where identity-service publishes the keys that access tokens are signed with
 * @param issuer the {@code iss} that a token must carry
 * @param publicPaths open without login: a path pattern, or a method and a pattern such as {@code POST /api/v1/users}
 * @param keyLifetime how long fetched keys serve before they are fetched again; an unknown key id fetches at once
 * @param clockSkew how far the clocks of two hosts may differ
 */
@Validated
@ConfigurationProperties("remotegpu.security")
record SecurityProperties(
        @DefaultValue("http://127.0.0.1:8081/.well-known/jwks.json")
        URI jwksUri,

        @DefaultValue("remotegpu") @NotBlank String issuer,
        @DefaultValue List<String> publicPaths,
        @DefaultValue("5m") Duration keyLifetime,
        @DefaultValue("30s") Duration clockSkew) {}
