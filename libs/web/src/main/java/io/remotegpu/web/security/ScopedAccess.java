package io.remotegpu.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets a login do whatever its account may, and an API token only what one of its scopes opens. A token without the claim is a login's. */
final class ScopedAccess implements AuthorizationManager<RequestAuthorizationContext> {
    private static final String CLAIM = "scope";

    /** The same, and only for accounts that administer the platform. */
    AuthorizationManager<RequestAuthorizationContext> forAdministrators() {
        AuthorizationManager<RequestAuthorizationContext> administrators =
                AuthorityAuthorizationManager.hasRole("ADMIN");
        return (caller, context) -> {
            AuthorizationResult ofRole = administrators.authorize(caller, context);
            return ofRole == null || !ofRole.isGranted() ? ofRole : authorize(caller, context);
        };
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext context) {
        if (!(caller.get() instanceof JwtAuthenticationToken verified)) {
            return new AuthorizationDecision(false);
        }
        String granted = verified.getToken().getClaimAsString(CLAIM);
        return granted == null
                ? new AuthorizationDecision(verified.isAuthenticated())
                : decide(Set.of(granted.split(" ")), context.getRequest());
    }

    private static AuthorizationResult decide(Set<String> granted, HttpServletRequest request) {
        // Decoded, as the controllers are found: %74okens is tokens.
        Set<String> opening = ScopeFamily.opening(request.getMethod(), request.getServletPath());
        return new Decision(opening, !Collections.disjoint(opening, granted));
    }

    /** @param opening the scopes of which one was needed */
    record Decision(Set<String> opening, boolean isGranted) implements AuthorizationResult {}
}
