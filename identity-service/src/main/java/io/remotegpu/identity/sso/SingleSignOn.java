package io.remotegpu.identity.sso;

import io.remotegpu.identity.audit.AuditEntry;
import io.remotegpu.identity.audit.AuditLog;
import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.identity.sso.Unwelcome.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.stereotype.Service;

/** The way to the provider and back: authorization code with PKCE, state and nonce. */
@Service
@WhenSsoIsOn
class SingleSignOn {
    private static final Logger LOG = LoggerFactory.getLogger(SingleSignOn.class);

    private final Provider provider;
    private final SsoAttempts attempts;
    private final Arrivals arrivals;
    private final Handovers handovers;
    private final AuditLog audit;
    private final DefaultOAuth2AuthorizationRequestResolver requests;

    SingleSignOn(Provider provider, SsoAttempts attempts, Arrivals arrivals, Handovers handovers, AuditLog audit) {
        this.provider = provider;
        this.attempts = attempts;
        this.arrivals = arrivals;
        this.handovers = handovers;
        this.audit = audit;
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(id -> provider.registration());
        this.requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    /** Where the browser is to go. */
    URI begin(HttpServletRequest request, Secret browser) {
        OAuth2AuthorizationRequest asked =
                Objects.requireNonNull(requests.resolve(request, Provider.REGISTRATION), "no registration");
        attempts.insert(asked, browser);
        return URI.create(asked.getAuthorizationRequestUri());
    }

    /** What the browser is to be told: a name and a value, such as {@code code} and the code that fetches the tokens. */
    Map.Entry<String, String> comeBack(Answer answer, Optional<Secret> browser) {
        try {
            Secret holder = browser.orElseThrow(() -> new Unwelcome(Reason.ATTEMPT_UNKNOWN));
            return leave(arrivals.receive(identify(answer, holder)), holder);
        } catch (Unwelcome refused) {
            LOG.info("single sign-on refused: {} {}", refused.reason().wireName(), refused.why());
            audit(refused.reason());
            return Map.entry("error", refused.reason().wireName());
        }
    }

    @Scheduled(initialDelayString = "PT12M", fixedDelayString = "PT1H")
    void prune() {
        attempts.prune();
        handovers.prune();
    }

    private Map.Entry<String, String> leave(Handover handover, Secret browser) {
        String code = handovers.leave(handover, browser).value();
        return switch (handover) {
            case Handover.Login _ -> Map.entry("code", code);
            case Handover.Link _ -> Map.entry("link", code);
        };
    }

    private void audit(Reason reason) {
        // Anybody can bring a made-up state, as often as he likes.
        if (reason != Reason.ATTEMPT_UNKNOWN) {
            audit.appendAlone(AuditEntry.of("login.sso", "user", "unknown")
                    .by(null, "unknown")
                    .refused(reason.wireName()));
        }
    }

    private Vouched identify(Answer answer, Secret browser) {
        OAuth2AuthorizationRequest asked = Optional.ofNullable(answer.state())
                .flatMap(state -> attempts.take(state, browser, provider.registration()))
                .orElseThrow(() -> new Unwelcome(Reason.ATTEMPT_UNKNOWN));
        if (answer.code() == null) {
            throw new Unwelcome(Reason.PROVIDER_REFUSED);
        }
        OAuth2AuthorizationResponse answered = OAuth2AuthorizationResponse.success(answer.code())
                .redirectUri(Objects.requireNonNull(asked.getRedirectUri()))
                .state(Objects.requireNonNull(asked.getState()))
                .build();
        try {
            return provider.identify(new OAuth2AuthorizationExchange(asked, answered));
        } catch (AuthenticationException invalid) {
            throw new Unwelcome(Reason.PROVIDER_REFUSED, invalid);
        }
    }

    /** What the provider's redirect carried; no code if it said no. */
    record Answer(@Nullable String state, @Nullable String code) {}
}
