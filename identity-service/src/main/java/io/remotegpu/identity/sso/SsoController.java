package io.remotegpu.identity.sso;

import io.remotegpu.identity.login.TokenView;
import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Single sign-on as the browser goes through it. */
@RestController
@WhenSsoIsOn
@Tag(name = "Single sign-on")
@RequestMapping("/api/v1/auth/sso")
class SsoController {
    private final SingleSignOn singleSignOn;
    private final SsoLogins logins;
    private final SsoProperties properties;

    SsoController(SingleSignOn singleSignOn, SsoLogins logins, SsoProperties properties) {
        this.singleSignOn = singleSignOn;
        this.logins = logins;
        this.properties = properties;
    }

    @Operation(summary = "Send the browser to the provider")
    @GetMapping
    ResponseEntity<Void> begin(HttpServletRequest request) {
        Secret browser = Secret.random();
        URI provider = singleSignOn.begin(request, browser);
        // The same browser may have to log in by password before it links.
        var lifetime = properties.attemptLifetime().plus(properties.linkLifetime());
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(provider)
                .header(
                        HttpHeaders.SET_COOKIE,
                        BrowserCookie.of(browser, lifetime, request).toString())
                .build();
    }

    @Operation(
            summary =
                    "Where the provider sends the browser back to; it goes on to the console with a code that works once")
    @GetMapping("/callback")
    ResponseEntity<Void> comeBack(
            @RequestParam @Nullable String state, @RequestParam @Nullable String code, HttpServletRequest request) {
        Map.Entry<String, String> told =
                singleSignOn.comeBack(new SingleSignOn.Answer(state, code), BrowserCookie.in(request));
        // In the fragment, which browsers send to no server.
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(properties.landing() + "#" + told.getKey() + "=" + told.getValue()))
                .build();
    }

    @Operation(summary = "Tokens for the code of a single sign-on, in the browser that began it")
    @PostMapping("/token")
    ApiResponse<TokenView> fetch(@Valid @RequestBody SsoCode body, HttpServletRequest request) {
        return ApiResponse.of(logins.fetch(body.code(), request));
    }
}
