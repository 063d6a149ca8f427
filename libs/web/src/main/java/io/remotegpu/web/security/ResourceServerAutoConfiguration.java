package io.remotegpu.web.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.remotegpu.revocations.RevocationValidator;
import io.remotegpu.web.error.ErrorAnswers;
import jakarta.servlet.DispatcherType;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every request needs a verified access token, but for public paths; {@code /api/v1/admin/**} needs an administrator's. */
@AutoConfiguration(
        before = {
            OAuth2ResourceServerAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
class ResourceServerAutoConfiguration {
    private static final String ADMIN_ROOT = "/api/v1/admin/";
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(3);
    /** Keys outlive an absent identity-service, so that its restart logs nobody out. */
    private static final Duration OUTAGE = Duration.ofHours(4);

    @Bean
    SecurityFilterChain resourceServer(HttpSecurity http, SecurityProperties properties, ErrorAnswers answers)
            throws Exception {
        PublicPaths publicPaths = new PublicPaths(properties.publicPaths());
        ScopedAccess scopes = new ScopedAccess();
        SecurityRefusals refusals = new SecurityRefusals(answers);
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(publicPaths)
                                .permitAll()
                                .requestMatchers(ADMIN_ROOT + "**")
                                .access(scopes.forAdministrators())
                                .anyRequest()
                                .access(scopes))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(tokensUnlessPublic(publicPaths))
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(authorities()))
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            SecurityProperties properties, ObjectProvider<Clock> clock, ObjectProvider<RevocationValidator> revocations)
            throws MalformedURLException {
        return AccessTokens.decoder(
                keys(properties),
                properties.issuer(),
                properties.clockSkew(),
                clock.getIfAvailable(Clock::systemUTC),
                revocations.stream().toList());
    }

    @Bean
    OpenApiCustomizer accessMarks(SecurityProperties properties) {
        return new AccessMarks(new PublicPaths(properties.publicPaths()));
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
            }
        };
    }

    static boolean isForAdministrators(String path) {
        return path.startsWith(ADMIN_ROOT);
    }

    private static JWKSource<SecurityContext> keys(SecurityProperties properties) throws MalformedURLException {
        int timeout = (int) FETCH_TIMEOUT.toMillis();
        return JWKSourceBuilder.create(properties.jwksUri().toURL(), new DefaultResourceRetriever(timeout, timeout))
                .cache(properties.keyLifetime().toMillis(), FETCH_TIMEOUT.toMillis())
                .refreshAheadCache(false)
                .rateLimited(false)
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    /** A stale token must not keep anyone from the login page. */
    private static BearerTokenResolver tokensUnlessPublic(PublicPaths publicPaths) {
        DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
        return request -> publicPaths.matches(request) ? null : header.resolve(request);
    }

    private static JwtAuthenticationConverter authorities() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setPrincipalClaimName("username");
        converter.setJwtGrantedAuthoritiesConverter(token -> "admin".equals(token.getClaimAsString("user_type"))
                ? AuthorityUtils.createAuthorityList("ROLE_ADMIN")
                : AuthorityUtils.NO_AUTHORITIES);
        return converter;
    }
}
