package io.remotegpu.identity.apitokens;

import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.security.ScopeFamily;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "API tokens")
@RequestMapping("/api/v1/users/me/tokens")
class ApiTokenController {
    /** Lets scanners of repositories find leaked ones. */
    private static final String PREFIX = "rgpu_";

    private static final int USUAL_DAYS = 90;

    private final ApiTokens tokens;
    private final ApiTokenDesk desk;
    private final Clock clock;

    ApiTokenController(ApiTokens tokens, ApiTokenDesk desk, Clock clock) {
        this.tokens = tokens;
        this.desk = desk;
        this.clock = clock;
    }

    @Operation(summary = "Your API tokens that still work, without their secrets")
    @GetMapping
    ApiResponse<ApiTokenList> list(Caller caller) {
        return ApiResponse.of(new ApiTokenList(tokens.live(caller.id())));
    }

    @Operation(summary = "Make an API token; its secret is in this answer and never shown again")
    @PostMapping
    @Answers(HttpStatus.CREATED)
    ResponseEntity<ApiResponse<MadeApiToken>> make(Caller caller, @Valid @RequestBody NewApiToken body) {
        Secret secret = Secret.random(PREFIX);
        ApiToken token = desk.make(
                caller.id(),
                body.name().strip(),
                body.knownScopes(),
                clock.instant().plus(body.lifetime()),
                secret);
        return ResponseEntity.created(URI.create("/api/v1/users/me/tokens/" + token.id()))
                .cacheControl(CacheControl.noStore())
                .body(ApiResponse.of(new MadeApiToken(token, secret.value())));
    }

    @Operation(summary = "Withdraw an API token; it opens nothing from now on")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable UUID id) {
        desk.withdraw(caller.id(), id);
    }

    record ApiTokenList(List<ApiToken> items) {}

    /** @param token the secret, which begins with {@code rgpu_} */
    record MadeApiToken(
            @com.fasterxml.jackson.annotation.JsonUnwrapped ApiToken made, String token) {
        @Override
        public String toString() {
            return "MadeApiToken " + made.id();
        }
    }

    /** @param expiresInDays 90 if not given */
    record NewApiToken(
            @NotBlank @Size(max = 64) String name,
            @NotEmpty @Size(max = 40) List<@NotNull String> scopes,
            @Nullable @Min(1) @Max(366) Integer expiresInDays) {
        Duration lifetime() {
            return Duration.ofDays(expiresInDays == null ? USUAL_DAYS : expiresInDays);
        }

        List<String> knownScopes() {
            List<String> known = ScopeFamily.scopes();
            if (!known.containsAll(scopes)) {
                throw FieldError.refuse("scopes", "must be of " + String.join(", ", known));
            }
            return known.stream().filter(scopes::contains).toList();
        }
    }
}
