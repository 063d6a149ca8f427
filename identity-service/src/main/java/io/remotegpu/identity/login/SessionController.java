package io.remotegpu.identity.login;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's logins, on whichever device. */
@RestController
@Tag(name = "Logins")
@RequestMapping("/api/v1/auth")
class SessionController {
    private final Sessions sessions;
    private final LoginEnd ends;

    SessionController(Sessions sessions, LoginEnd ends) {
        this.sessions = sessions;
        this.ends = ends;
    }

    @Operation(summary = "End the login that this request belongs to")
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Caller caller) {
        ends.end(UUID.fromString(caller.sessionId()), caller.id(), EndReason.LOGOUT);
    }

    @Operation(summary = "Your logins, on whichever device")
    @GetMapping("/sessions")
    ApiResponse<SessionList> list(Caller caller) {
        return ApiResponse.of(new SessionList(sessions.live(caller.id()).stream()
                .map(session -> SessionView.of(session, caller))
                .toList()));
    }

    @Operation(summary = "End one of your logins")
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller caller, @PathVariable UUID id) {
        if (!ends.end(id, caller.id(), EndReason.REVOKED)) {
            throw PlatformException.notFound("session", id);
        }
    }

    record SessionList(List<SessionView> items) {}

    /** @param current whether this request came by it */
    record SessionView(
            UUID id,
            @Nullable String userAgent,
            @Nullable String ipAddress,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current) {
        static SessionView of(Session session, Caller caller) {
            return new SessionView(
                    session.id(),
                    session.device().userAgent(),
                    session.device().ipAddress(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.id().toString().equals(caller.sessionId()));
        }
    }
}
