package io.remotegpu.gis.apikeys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.gis.access.ServiceAccess;
import io.remotegpu.gis.apikeys.ApiKey.Scope;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
@Tag(name = "API keys of services")
@RequestMapping("/api/v1/user-services/{id}/api-keys")
class ApiKeyController {
    private final ApiKeyDesk desk;
    private final ServiceAccess services;
    private final Clock clock;

    ApiKeyController(ApiKeyDesk desk, ServiceAccess services, Clock clock) {
        this.desk = desk;
        this.services = services;
        this.clock = clock;
    }

    @Operation(summary = "The service's API keys, without their secrets")
    @GetMapping
    ApiResponse<ApiKeyList> list(Caller caller, @PathVariable long id) {
        services.require(caller, id);
        return ApiResponse.of(new ApiKeyList(desk.list(id)));
    }

    @Operation(summary = "Make an API key; its secret is in this answer and never shown again")
    @PostMapping
    @Answers(value = HttpStatus.CREATED, refuses = ErrorCode.QUOTA_EXCEEDED)
    ResponseEntity<ApiResponse<MadeApiKey>> make(
            Caller caller, @PathVariable long id, @Valid @RequestBody NewApiKey body) {
        services.require(caller, id);
        KeySecret secret = KeySecret.random();
        ApiKey key = body.toKey(id, secret, clock.instant());
        desk.make(key, caller.id());
        return ResponseEntity.created(URI.create("/api/v1/user-services/" + id + "/api-keys/" + key.id()))
                .cacheControl(CacheControl.noStore())
                .body(ApiResponse.of(new MadeApiKey(key, secret.value())));
    }

    @Operation(summary = "Withdraw an API key; it opens nothing from now on")
    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller caller, @PathVariable long id, @PathVariable UUID key) {
        services.require(caller, id);
        desk.withdraw(id, key);
    }

    record ApiKeyList(List<ApiKey> items) {}

    /** @param key the secret, which begins with {@code rgis_} */
    record MadeApiKey(@JsonUnwrapped ApiKey made, String key) {
        @Override
        public String toString() {
            return "MadeApiKey " + made.id();
        }
    }

    /**
     * @param scope read if not given
     * @param expiresInDays never if not given
     * @param referers hosts of the pages that may use it, {@code maps.example.org} or {@code *.example.org}; all if not given
     * @param requestsPerSecond in all; no limit if not given
     */
    record NewApiKey(
            @NotBlank @Size(max = 64) String name,
            @Nullable @Pattern(regexp = "read|write") String scope,
            @Nullable @Min(1) @Max(3660) Integer expiresInDays,

            @Nullable @Size(max = 20)
            List<@NotNull @Pattern(regexp = "(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,250})") String> referers,

            @Nullable @Min(1) @Max(10_000) Integer requestsPerSecond) {
        ApiKey toKey(long service, KeySecret secret, Instant now) {
            return new ApiKey(
                    UUID.randomUUID(),
                    service,
                    secret.hash(),
                    name.strip(),
                    "write".equals(scope) ? Scope.WRITE : Scope.READ,
                    expiresInDays == null ? null : now.plus(Duration.ofDays(expiresInDays)),
                    Objects.requireNonNullElse(referers, List.of()),
                    requestsPerSecond == null ? 0 : requestsPerSecond,
                    now);
        }
    }
}
