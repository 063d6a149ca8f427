package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.DeprecatedPath;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Accounts")
@RequestMapping("/api/v1")
class RegistrationController {
    private final Registration registration;

    RegistrationController(Registration registration) {
        this.registration = registration;
    }

    @Operation(summary = "Make an account")
    @PostMapping("/users/register")
    @Answers(
            value = HttpStatus.CREATED,
            refuses = {ErrorCode.WEAK_PASSWORD, ErrorCode.ALREADY_EXISTS})
    ResponseEntity<ApiResponse<UserView>> register(@Valid @RequestBody RegisterRequest body) {
        Account account = registration.register(body.account(), body.password());
        return ResponseEntity.created(URI.create("/api/v1/users/" + account.id()))
                .body(ApiResponse.of(UserView.of(account)));
    }

    @Operation(summary = "Make an account, on the path of the first design")
    @PostMapping("/user/register")
    @DeprecatedPath(sunset = "2027-12-31")
    @Answers(
            value = HttpStatus.CREATED,
            refuses = {ErrorCode.WEAK_PASSWORD, ErrorCode.ALREADY_EXISTS})
    ResponseEntity<ApiResponse<UserView>> registerAsOfOld(@Valid @RequestBody RegisterRequest body) {
        return register(body);
    }
}
