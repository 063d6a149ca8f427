package io.remotegpu.gateway.security;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gateway.routing.ServiceAddresses;
import io.remotegpu.gateway.routing.ServiceClient;
import io.remotegpu.revocations.RevocationValidator;
import io.remotegpu.revocations.VerifiedTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Verifies tokens with identity-service's published keys, which are fetched at first need and again for an unknown key. */
@Configuration(proxyBeanMethods = false)
class Tokens {
    @Bean
    ReactiveJwtDecoder jwtDecoder(
            TokenProperties properties,
            ServiceAddresses services,
            Clock clock,
            ObjectProvider<RevocationValidator> revocations) {
        NimbusReactiveJwtDecoder signatures = NimbusReactiveJwtDecoder.withJwkSetUri(
                        properties.jwksUri().toString())
                .webClient(ServiceClient.quickToGiveUp(services.patience()))
                .jwsAlgorithms(algorithms -> {
                    algorithms.add(SignatureAlgorithm.ES256);
                    algorithms.add(SignatureAlgorithm.RS256);
                })
                .build();
        signatures.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
        VerifiedTokens verified = new VerifiedTokens(
                validator(properties, clock, revocations.stream().toList()));
        return token -> Mono.justOrEmpty(verified.find(token))
                .switchIfEmpty(
                        Mono.defer(() -> signatures.decode(token).doOnNext(jwt -> verified.remember(token, jwt))))
                .map(verified::checked)
                // The decoder's way of saying that it could not fetch the keys: not the caller's fault.
                .onErrorMap(
                        IllegalStateException.class,
                        unreachable -> new PlatformException(
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "tokens cannot be verified now; try again in a moment",
                                unreachable));
    }

    private static OAuth2TokenValidator<Jwt> validator(
            TokenProperties properties, Clock clock, List<RevocationValidator> revocations) {
        List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>(revocations);
        all.add(new TokenLifetime(clock, properties.clockSkew()));
        all.add(new JwtIssuerValidator(properties.issuer()));
        all.add(new JwtClaimValidator<Object>("user_id", claim -> claim instanceof Number));
        return new DelegatingOAuth2TokenValidator<>(all);
    }
}
