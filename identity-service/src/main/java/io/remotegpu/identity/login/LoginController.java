package io.remotegpu.identity.login;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.identity.secrets.Secret;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.DeprecatedPath;
import io.remotegpu.web.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Logins")
@RequestMapping("/api/v1")
class LoginController {
    private final LoginService logins;

    LoginController(LoginService logins) {
        this.logins = logins;
    }

    @Operation(summary = "Log in by username or email; too many wrong passwords lock the account for a while")
    @PostMapping("/users/login")
    @Answers(refuses = {ErrorCode.BAD_CREDENTIALS, ErrorCode.ACCOUNT_LOCKED, ErrorCode.ACCOUNT_SUSPENDED})
    ApiResponse<TokenView> login(@Valid @RequestBody LoginRequest body, HttpServletRequest request) {
        return ApiResponse.of(logins.login(body.usernameOrEmail(), body.password(), Session.Device.of(request)));
    }

    @Operation(summary = "Log in, on the path of the first design")
    @PostMapping("/user/login")
    @DeprecatedPath(sunset = "2027-12-31")
    @Answers(refuses = {ErrorCode.BAD_CREDENTIALS, ErrorCode.ACCOUNT_LOCKED, ErrorCode.ACCOUNT_SUSPENDED})
    ApiResponse<TokenView> loginAsOfOld(@Valid @RequestBody LoginRequest body, HttpServletRequest request) {
        return login(body, request);
    }

    @Operation(summary = "New tokens for a refresh token, which works once; one that comes again ends its login")
    @PostMapping("/auth/refresh")
    @Answers(
            refuses = {
                ErrorCode.NOT_AUTHENTICATED,
                ErrorCode.TOKEN_EXPIRED,
                ErrorCode.TOKEN_REUSED,
                ErrorCode.ACCOUNT_SUSPENDED
            })
    ApiResponse<TokenView> refresh(@Valid @RequestBody RefreshRequest body) {
        return ApiResponse.of(logins.refresh(new Secret(body.refreshToken())));
    }

    record LoginRequest(
            @Nullable @Size(max = 254) String username,
            @Nullable @Size(max = 254) String email,
            @NotNull @Size(max = 1000) String password) {
        String usernameOrEmail() {
            String login = username == null || username.isBlank() ? email : username;
            if (login == null || login.isBlank()) {
                throw FieldError.refuse("username", "or email must be given");
            }
            return login.strip();
        }

        @Override
        public String toString() {
            return "LoginRequest";
        }
    }

    record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {
        @Override
        public String toString() {
            return "RefreshRequest";
        }
    }
}
