package io.remotegpu.identity.sso;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** The OpenID Connect provider: asked at first need, so that the service starts without it. */
@Component
@WhenSsoIsOn
class Provider {
    static final String REGISTRATION = "sso";

    private final SsoProperties properties;
    private final OidcAuthorizationCodeAuthenticationProvider tokens;
    private volatile @Nullable ClientRegistration known;

    Provider(SsoProperties properties) {
        this.properties = properties;
        this.tokens = tokens(requests(properties.patience()));
    }

    /** @throws PlatformException SERVICE_UNAVAILABLE if the provider was never asked and does not answer */
    ClientRegistration registration() {
        ClientRegistration last = known;
        if (last == null) {
            last = discover();
            known = last;
        }
        return last;
    }

    /**
     * Turns the provider's code into who came: by PKCE, and only with an ID token of this provider, for this client, with the nonce of this
     * attempt.
     *
     * @throws org.springframework.security.core.AuthenticationException if any of that fails
     */
    Vouched identify(OAuth2AuthorizationExchange exchange) {
        OAuth2LoginAuthenticationToken identified = (OAuth2LoginAuthenticationToken)
                tokens.authenticate(new OAuth2LoginAuthenticationToken(registration(), exchange));
        return Vouched.of((OidcUser) Objects.requireNonNull(identified.getPrincipal()));
    }

    private ClientRegistration discover() {
        try {
            return ClientRegistrations.fromIssuerLocation(properties.issuer())
                    .registrationId(REGISTRATION)
                    .clientId(properties.clientId())
                    .clientSecret(properties.clientSecret())
                    .scope(properties.scopes())
                    .redirectUri(properties.callback().toString())
                    .build();
        } catch (RuntimeException away) {
            throw new PlatformException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "the provider of single sign-on does not answer; try again, or log in by password",
                    away);
        }
    }

    private static OidcAuthorizationCodeAuthenticationProvider tokens(JdkClientHttpRequestFactory requests) {
        RestClientAuthorizationCodeTokenResponseClient codes = new RestClientAuthorizationCodeTokenResponseClient();
        codes.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        RestTemplate profiles = new RestTemplate(requests);
        profiles.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService profile = new DefaultOAuth2UserService();
        profile.setRestOperations(profiles);
        OidcUserService people = new OidcUserService();
        people.setOauth2UserService(profile);
        return new OidcAuthorizationCodeAuthenticationProvider(codes, people);
    }

    private static JdkClientHttpRequestFactory requests(Duration patience) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(patience).build());
        requests.setReadTimeout(patience);
        return requests;
    }
}
