package io.remotegpu.identity.apitokens;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.identity.accounts.Account;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.login.AccessTokenIssuer;
import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.web.ApiResponse;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For the gateway, which alone reaches this path: API tokens in, short access tokens out. */
@RestController
@Hidden
class TokenExchangeController {
    /** Longer than the gateway remembers one. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ApiTokens tokens;
    private final Accounts accounts;
    private final AccessTokenIssuer issuer;
    private final Clock clock;

    TokenExchangeController(ApiTokens tokens, Accounts accounts, AccessTokenIssuer issuer, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.issuer = issuer;
        this.clock = clock;
    }

    @PostMapping("/internal/api-tokens/exchange")
    ApiResponse<Exchanged> exchange(@Valid @RequestBody Exchange body) {
        ApiToken token = tokens.find(new Secret(body.token()))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_AUTHENTICATED, "the API token is unknown, expired or withdrawn; make a new one"));
        Account account = accounts.find(token.customer()).orElseThrow().requireActive();
        Duration left = Duration.between(clock.instant(), token.expiresAt());
        Duration lifetime = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        tokens.used(token);
        String accessToken = issuer.issue(account, token.id(), lifetime, token.scopes());
        return ApiResponse.of(new Exchanged(accessToken, lifetime.toSeconds()));
    }

    record Exchange(@NotBlank @Size(max = 200) String token) {
        @Override
        public String toString() {
            return "Exchange";
        }
    }

    record Exchanged(String accessToken, long expiresIn) {
        @Override
        public String toString() {
            return "Exchanged";
        }
    }
}
