package io.remotegpu.gateway.security;

import io.remotegpu.gateway.routing.InstancePaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/**
 * GIS instances decide for themselves who gets in ({@code gateway.gis}); here a token that is shown is verified, and a wrong one refused. Headers that
 * protect the platform's own pages would break an instance's; theirs are set with their answers.
 */
@Configuration(proxyBeanMethods = false)
class InstanceSecurity {
    @Bean
    @Order(0)
    SecurityWebFilterChain instanceEdge(ServerHttpSecurity http, SecurityErrors errors) {
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher(InstancePaths.PATTERN))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(errors).accessDeniedHandler(errors))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(errors)
                        .accessDeniedHandler(errors)
                        .jwt(jwt -> {}))
                .build();
    }
}
