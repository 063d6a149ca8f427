package io.remotegpu.identity.signing;

import io.remotegpu.revocations.RevocationValidator;
import io.remotegpu.web.security.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

@Configuration(proxyBeanMethods = false)
class OwnTokens {
    /** This service has the keys at hand, and must not ask itself over HTTP for them. */
    @Bean
    JwtDecoder jwtDecoder(
            SigningKeys keys,
            Clock clock,
            ObjectProvider<RevocationValidator> revocations,
            @Value("${remotegpu.security.issuer:remotegpu}") String issuer,
            @Value("${remotegpu.security.clock-skew:30s}") Duration clockSkew) {
        return AccessTokens.decoder(
                (wanted, context) -> wanted.select(keys.publicKeys()),
                issuer,
                clockSkew,
                clock,
                revocations.stream().toList());
    }
}
