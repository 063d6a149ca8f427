package io.remotegpu.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.error.PlatformException;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {
    @Test
    void acceptsAPasswordThatMeetsEveryRule() {
        assertThat(PasswordRules.missing("Turtle-42-hops", "ada", "a@example.org"))
                .isEmpty();
    }

    @Test
    void tellsAllThatIsMissingAtOnce() {
        assertThat(PasswordRules.missing("abc", "ada", "a@example.org"))
                .contains("at least 8 characters", "an upper-case letter", "a digit");
    }

    @Test
    void refusesCommonOnesInWhicheverCase() {
        assertThat(PasswordRules.missing("PassWord123", "ada", "a@example.org")).containsExactly("to be less common");
        assertThat(PasswordRules.missing("Qwerty123", "ada", "a@example.org")).containsExactly("to be less common");
    }

    @Test
    void refusesMoreThanTheHashLooksAt() {
        assertThat(PasswordRules.missing("Aa1" + "x7-Quartz-milk".repeat(5).substring(0, 69), "ada", "a@example.org"))
                .isEmpty();
        assertThat(PasswordRules.missing("Aa1" + "x".repeat(70), "ada", "a@example.org"))
                .contains("at most 72 bytes");
        assertThat(PasswordRules.missing("Aa1" + "密".repeat(24), "ada", "a@example.org"))
                .contains("at most 72 bytes");
    }

    @Test
    void refusesTheNameItself() {
        assertThat(PasswordRules.missing("AdaLove1815", "adalove1815", "a@example.org"))
                .contains("to differ from the username");
        assertThatThrownBy(() -> PasswordRules.check("x", "ada", "a@example.org"))
                .isInstanceOf(PlatformException.class);
    }
}
