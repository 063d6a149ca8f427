package io.remotegpu.identity.phones;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Accounts")
@RequestMapping("/api/v1/users/me/phone")
class PhoneController {
    private final PhoneVerification verification;

    PhoneController(PhoneVerification verification) {
        this.verification = verification;
    }

    @Operation(summary = "Have a code sent to your phone that verifies its number")
    @PostMapping("/code")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Answers(
            value = HttpStatus.ACCEPTED,
            refuses = {ErrorCode.VALIDATION_FAILED, ErrorCode.ACCOUNT_SUSPENDED, ErrorCode.RATE_LIMITED})
    void request(Caller caller) {
        verification.request(caller.id());
    }

    @Operation(summary = "Prove with the code that the number is yours; it works once")
    @PostMapping("/verify")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verify(Caller caller, @Valid @RequestBody Verify body) {
        verification.verify(caller.id(), body.code());
    }

    record Verify(@NotBlank @Size(max = 20) String code) {
        @Override
        public String toString() {
            return "Verify";
        }
    }
}
