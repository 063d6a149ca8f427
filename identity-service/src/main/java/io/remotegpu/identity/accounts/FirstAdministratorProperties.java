package io.remotegpu.identity.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The account that a new platform begins with.
 *
 * @param username its name
 * @param email its address
 * @param password its first password; empty makes no account
 */
@Validated
@ConfigurationProperties("identity.first-admin")
record FirstAdministratorProperties(
        @DefaultValue("admin") @NotBlank String username,
        @DefaultValue("admin@remotegpu.local") @Email String email,
        @DefaultValue("") String password) {
    @Override
    public String toString() {
        return "FirstAdministratorProperties of " + username;
    }
}
