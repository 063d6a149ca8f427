package io.remotegpu.identity.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What someone sends to get an account. */
record RegisterRequest(
        @NotNull
        @Pattern(
                regexp = "[A-Za-z][A-Za-z0-9_-]{2,31}",
                message = "must be 3 to 32 letters, digits, - or _ and begin with a letter")
        String username,

        @NotBlank @Email @Size(max = 254) String email,
        @NotNull @Size(max = 1000) String password,
        @Nullable AccountType accountType) {
    NewAccount account() {
        AccountType type = accountType == null ? AccountType.INDIVIDUAL : accountType;
        return new NewAccount(username, email, UserType.EXTERNAL, type);
    }

    @Override
    public String toString() {
        return "RegisterRequest of " + username;
    }
}
