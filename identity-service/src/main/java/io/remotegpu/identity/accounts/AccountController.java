package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.DeprecatedPath;
import io.remotegpu.web.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account, and what others may see of it. */
@RestController
@Tag(name = "Accounts")
@RequestMapping("/api/v1")
class AccountController {
    private final Accounts accounts;
    private final AccountChanges changes;
    private final PasswordChanges passwords;

    AccountController(Accounts accounts, AccountChanges changes, PasswordChanges passwords) {
        this.accounts = accounts;
        this.changes = changes;
        this.passwords = passwords;
    }

    @Operation(summary = "Your own account")
    @GetMapping("/users/me")
    ApiResponse<UserView> me(Caller caller) {
        return ApiResponse.of(UserView.of(accounts.get(caller.id())));
    }

    @Operation(summary = "Your own account, on the path of the first design")
    @GetMapping("/user/info")
    @DeprecatedPath(sunset = "2027-12-31")
    ApiResponse<UserView> meAsOfOld(Caller caller) {
        return me(caller);
    }

    @Operation(summary = "Change your email, phone or account type; a new email or phone is unverified")
    @PatchMapping("/users/me")
    @Answers(refuses = ErrorCode.ALREADY_EXISTS)
    ApiResponse<UserView> change(Caller caller, Precondition precondition, @Valid @RequestBody ChangeAccount body) {
        return ApiResponse.of(UserView.of(changes.change(caller.id(), body.patch(), precondition)));
    }

    @Operation(summary = "Change your password; every other login of yours ends")
    @PutMapping("/users/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Answers(refuses = {ErrorCode.BAD_CREDENTIALS, ErrorCode.WEAK_PASSWORD})
    void changePassword(Caller caller, @Valid @RequestBody ChangePassword body, HttpServletRequest request) {
        passwords.change(caller, body.currentPassword(), body.newPassword(), request.getRemoteAddr());
    }

    @Operation(summary = "What anybody who is logged in may see of an account")
    @GetMapping("/users/{id}")
    ApiResponse<PublicProfile> profile(@PathVariable long id) {
        if (id <= 0) {
            throw PlatformException.notFound("user", id);
        }
        return ApiResponse.of(PublicProfile.of(accounts.get(new CustomerId(id))));
    }

    record ChangeAccount(
            @Nullable @Email @Size(min = 3, max = 254) String email,

            @Nullable
            @Pattern(
                    regexp = "|\\+[1-9][0-9]{6,14}",
                    message = "must be in international form, such as +8613800138000, or empty for none")
            String phone,

            @Nullable AccountType accountType) {
        AccountChanges.AccountPatch patch() {
            return new AccountChanges.AccountPatch(email, phone, accountType);
        }
    }

    record ChangePassword(
            @NotNull @Size(max = 1000) String currentPassword,
            @NotNull @Size(max = 1000) String newPassword) {
        @Override
        public String toString() {
            return "ChangePassword";
        }
    }
}
