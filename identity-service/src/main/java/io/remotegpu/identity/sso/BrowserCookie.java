package io.remotegpu.identity.sso;

import io.remotegpu.identity.secrets.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** Tells the browser that began from any other: a state or a code that leaked is worth nothing without it. */
final class BrowserCookie {
    private static final String NAME = "remotegpu_sso";

    private BrowserCookie() {}

    static ResponseCookie of(Secret browser, Duration lifetime, HttpServletRequest request) {
        return ResponseCookie.from(NAME, browser.value())
                .httpOnly(true)
                .secure(request.isSecure())
                // Strict would not survive the way back from the provider.
                .sameSite("Lax")
                .path("/api/v1")
                .maxAge(lifetime)
                .build();
    }

    /** Without a cookie there is no browser that anything was begun or left for. */
    static Optional<Secret> in(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(cookie -> new Secret(cookie.getValue()));
    }
}
