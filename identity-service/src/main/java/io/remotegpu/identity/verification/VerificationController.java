package io.remotegpu.identity.verification;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.identity.accounts.AccountMails;
import io.remotegpu.identity.accounts.Accounts;
import io.remotegpu.identity.accounts.MailPurpose;
import io.remotegpu.web.Answers;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Accounts")
@RequestMapping("/api/v1/users")
class VerificationController {
    private final Verification verification;
    private final Accounts accounts;
    private final AccountMails mails;

    VerificationController(Verification verification, Accounts accounts, AccountMails mails) {
        this.verification = verification;
        this.accounts = accounts;
        this.mails = mails;
    }

    @Operation(summary = "Have a token mailed that resets the password; the answer is the same for every address")
    @PostMapping("/password-reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestReset(@Valid @RequestBody RequestReset body) {
        verification.requestReset(body.email());
    }

    @Operation(summary = "Choose a new password with a mailed token, which works once; every login ends")
    @PostMapping("/password-reset/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Answers(refuses = ErrorCode.WEAK_PASSWORD)
    void reset(@Valid @RequestBody Reset body) {
        verification.reset(body.token(), body.newPassword());
    }

    @Operation(summary = "Prove with a mailed token that the email is yours")
    @PostMapping("/verify-email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verifyEmail(@Valid @RequestBody VerifyEmail body) {
        verification.verifyEmail(body.token());
    }

    @Operation(summary = "Have the mail sent again that verifies your email")
    @PostMapping("/me/verify-email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void requestVerification(Caller caller) {
        mails.request(accounts.get(caller.id()).email(), MailPurpose.VERIFY_EMAIL);
    }

    record RequestReset(@NotBlank @Email @Size(max = 254) String email) {}

    record VerifyEmail(@NotBlank @Size(max = 200) String token) {
        @Override
        public String toString() {
            return "VerifyEmail";
        }
    }

    record Reset(
            @NotBlank @Size(max = 200) String token,
            @NotNull @Size(max = 1000) String newPassword) {
        @Override
        public String toString() {
            return "Reset";
        }
    }
}
