package io.remotegpu.gateway.security;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Who gets in: everybody on public paths, bearers of a valid token elsewhere. What they may do there, the services decide. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class EdgeSecurity {
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    @Bean
    SecurityWebFilterChain edge(ServerHttpSecurity http, SecurityErrors errors, CorsProperties cors) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .cors(spec -> spec.configurationSource(origins(cors)))
                .headers(EdgeSecurity::responseHeaders)
                .authorizeExchange(exchanges -> exchanges
                        .matchers(publicPaths())
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(errors).accessDeniedHandler(errors))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(errors)
                        .accessDeniedHandler(errors)
                        .jwt(jwt -> {}))
                .build();
    }

    private static ServerWebExchangeMatcher publicPaths() {
        return exchange -> PublicPaths.includes(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    }

    private static void responseHeaders(ServerHttpSecurity.HeaderSpec headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER));
    }

    private static UrlBasedCorsConfigurationSource origins(CorsProperties cors) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!cors.allowedOrigins().isEmpty()) {
            CorsConfiguration allowed = new CorsConfiguration();
            allowed.setAllowedOrigins(cors.allowedOrigins());
            allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
            allowed.setAllowedHeaders(List.of(
                    "Authorization", "Content-Type", "Accept-Language", "Idempotency-Key", "If-Match", "X-Request-Id"));
            allowed.setExposedHeaders(List.of(
                    "ETag",
                    "Location",
                    "Retry-After",
                    "RateLimit-Limit",
                    "RateLimit-Remaining",
                    "RateLimit-Reset",
                    "X-Request-Id"));
            allowed.setMaxAge(Duration.ofHours(1));
            source.registerCorsConfiguration("/**", allowed);
        }
        return source;
    }
}
