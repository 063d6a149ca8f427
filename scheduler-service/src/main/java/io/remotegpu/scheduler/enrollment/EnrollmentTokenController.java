package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

/** Tokens that enrol hosts, for those who run the platform. */
@RestController
@RequestMapping("/api/v1/admin/enrollment-tokens")
class EnrollmentTokenController {
    private final EnrollmentTokens tokens;
    private final TokenStore store;
    private final Clock clock;

    EnrollmentTokenController(EnrollmentTokens tokens, TokenStore store, Clock clock) {
        this.tokens = tokens;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param hostId the only host that it is to enrol; needed for one that is known already
     * @param expiresIn seconds
     */
    record NewToken(
            @Nullable @Pattern(regexp = HostNames.FORM, message = HostNames.MESSAGE)
            String hostId,

            @Nullable @Size(max = 200) String note,

            @Nullable @Min(60) @Max(7 * 24 * 3600) Integer expiresIn) {}

    @PostMapping
    ResponseEntity<ApiResponse<EnrollmentToken>> create(Caller caller, @Valid @RequestBody NewToken body) {
        caller.requireAdmin();
        EnrollmentToken made = tokens.create(
                body.hostId() == null ? null : new HostId(body.hostId()),
                Objects.requireNonNullElse(body.note(), ""),
                body.expiresIn() == null ? null : Duration.ofSeconds(body.expiresIn()),
                caller);
        return ResponseEntity.created(URI.create("/api/v1/admin/enrollment-tokens/" + made.id()))
                .body(ApiResponse.of(made));
    }

    @GetMapping
    ApiResponse<PageView<EnrollmentToken>> list(Caller caller, PageQuery query) {
        caller.requireAdmin();
        return ApiResponse.of(
                PageView.of(query, store.list(query.limit(), query.offset(), clock.instant()), store.count()));
    }

    @GetMapping("/{id}")
    ApiResponse<EnrollmentToken> one(Caller caller, @PathVariable long id) {
        caller.requireAdmin();
        return ApiResponse.of(tokens.find(id));
    }

    /** It enrols nobody any more; the host that it has enrolled stays. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable long id) {
        caller.requireAdmin();
        tokens.revoke(id, caller);
    }
}
