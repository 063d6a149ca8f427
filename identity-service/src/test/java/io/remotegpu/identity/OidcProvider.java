package io.remotegpu.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/** A real OpenID Connect provider on HTTP. It takes people at the word of their cookie, and lies in ID tokens when a test wants it to. */
final class OidcProvider {
    static final String CLIENT = "remotegpu";
    static final String SECRET = "not-much-of-a-secret";
    static final String CALLBACK = "https://gpu.example.org/api/v1/auth/sso/callback";

    private final AnnotationConfigServletWebServerApplicationContext server =
            new AnnotationConfigServletWebServerApplicationContext();
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JwtClaimsSet.Builder>> lies = new ConcurrentHashMap<>();

    OidcProvider() {
        server.registerBean(OidcProvider.class, () -> this);
        server.register(Server.class);
        server.refresh();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getWebServer().getPort();
    }

    /** Somebody with an account at the provider. */
    void knows(String person, String email, boolean verified) {
        people.put(person, Map.of("email", email, "email_verified", verified, "preferred_username", person));
    }

    /** Puts something wrong into this person's ID tokens. */
    void liesAbout(String person, Consumer<JwtClaimsSet.Builder> lie) {
        lies.put(person, lie);
    }

    private void describe(JwtEncodingContext token) {
        if (OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue())) {
            String person = token.getPrincipal().getName();
            token.getClaims().claims(claims -> claims.putAll(people.get(person)));
            lies.getOrDefault(person, claims -> {}).accept(token.getClaims());
        }
    }

    @EnableWebSecurity
    static class Server {
        @Bean
        TomcatServletWebServerFactory web() {
            TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
            // Everything is answered by filters, which run only on the way to some servlet.
            tomcat.setRegisterDefaultServlet(true);
            return tomcat;
        }

        @Bean
        DelegatingFilterProxyRegistrationBean security() {
            return new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .securityContext(context -> context.securityContextRepository(new CookieLogins()))
                    .csrf(AbstractHttpConfigurer::disable)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        InMemoryRegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(CALLBACK)
                    .scope("openid")
                    .scope("email")
                    .scope("profile")
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .build());
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("provider")
                    .build()));
        }

        @Bean
        JwtDecoder accessTokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(OidcProvider provider) {
            return provider::describe;
        }
    }
}
