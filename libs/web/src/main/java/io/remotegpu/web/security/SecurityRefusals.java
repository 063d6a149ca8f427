package io.remotegpu.web.security;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.error.ErrorAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Tells those who are not let in why, in the error envelope. */
final class SecurityRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ErrorAnswers answers;

    SecurityRefusals(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        answers.write(request, response, refusal(failure));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        answers.write(request, response, refusal(denied));
    }

    private static PlatformException refusal(AccessDeniedException denied) {
        if (!(denied instanceof AuthorizationDeniedException decided)
                || !(decided.getAuthorizationResult() instanceof ScopedAccess.Decision scopes)) {
            return new PlatformException(ErrorCode.FORBIDDEN, "your account may not do this");
        }
        return scopes.opening().isEmpty()
                ? new PlatformException(ErrorCode.FORBIDDEN, "no API token may do this; log in")
                : new PlatformException(
                        ErrorCode.FORBIDDEN,
                        "this API token lacks the scope " + ScopeFamily.listed(scopes.opening()),
                        Map.of("scopes", scopes.opening().stream().sorted().toList()));
    }

    private static PlatformException refusal(AuthenticationException failure) {
        return switch (failure) {
            case InvalidBearerTokenException invalid -> refusal(invalid);
            case AuthenticationServiceException away ->
                new PlatformException(
                        ErrorCode.SERVICE_UNAVAILABLE, "the login keys cannot be fetched; try again shortly");
            default -> new PlatformException(ErrorCode.NOT_AUTHENTICATED, "log in first and send the access token");
        };
    }

    private static PlatformException refusal(InvalidBearerTokenException invalid) {
        if (failedOnlyBy(ErrorCode.ACCOUNT_SUSPENDED, invalid)) {
            return new PlatformException(ErrorCode.ACCOUNT_SUSPENDED, "the account is suspended; ask an administrator");
        }
        return failedOnlyBy(ErrorCode.TOKEN_EXPIRED, invalid)
                ? new PlatformException(
                        ErrorCode.TOKEN_EXPIRED, "the access token has expired; refresh it or log in again")
                : new PlatformException(ErrorCode.NOT_AUTHENTICATED, "the access token is not valid; log in again");
    }

    private static boolean failedOnlyBy(ErrorCode code, InvalidBearerTokenException invalid) {
        return invalid.getCause() instanceof JwtValidationException failed
                && failed.getErrors().stream().allMatch(error -> code.wireName().equals(error.getErrorCode()));
    }
}
