package io.remotegpu.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.error.PlatformException;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {
    @Test
    void acceptsAPasswordThatMeetsEveryRule() {
        assertThat(PasswordRules.missing("Turtle-42-hops", "ada")).isEmpty();
    }

    @Test
    void tellsAllThatIsMissingAtOnce() {
        assertThat(PasswordRules.missing("abc", "ada"))
                .containsExactly("at least 8 characters", "an upper-case letter", "a digit");
    }

    @Test
    void refusesCommonOnesInWhicheverCase() {
        assertThat(PasswordRules.missing("PassWord123", "ada")).containsExactly("to be less common");
        assertThat(PasswordRules.missing("Qwerty123", "ada")).containsExactly("to be less common");
    }

    @Test
    void refusesMoreThanTheHashLooksAt() {
        assertThat(PasswordRules.missing("Aa1" + "x".repeat(69), "ada")).isEmpty();
        assertThat(PasswordRules.missing("Aa1" + "x".repeat(70), "ada")).containsExactly("at most 72 bytes");
        assertThat(PasswordRules.missing("Aa1" + "密".repeat(24), "ada")).containsExactly("at most 72 bytes");
    }

    @Test
    void refusesTheNameItself() {
        assertThat(PasswordRules.missing("AdaLove1815", "adalove1815")).containsExactly("to differ from the username");
        assertThatThrownBy(() -> PasswordRules.check("x", "ada")).isInstanceOf(PlatformException.class);
    }
}
