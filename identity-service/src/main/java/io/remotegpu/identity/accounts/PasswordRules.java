package io.remotegpu.identity.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a password must be. All that is missing is told at once. */
final class PasswordRules {
    private static final int SHORTEST = 8;
    /** bcrypt looks at no more; what it would not look at must not seem to protect. */
    private static final int LONGEST_BYTES = 72;

    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /** @throws PlatformException WEAK_PASSWORD with {@code details.missing[]} */
    static void check(String password, String username) {
        List<String> missing = missing(password, username);
        if (!missing.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.WEAK_PASSWORD,
                    "the password needs " + String.join(", ", missing),
                    Map.of("missing", missing));
        }
    }

    static List<String> missing(String password, String username) {
        List<String> missing = new ArrayList<>();
        require(password.codePointCount(0, password.length()) >= SHORTEST, "at least 8 characters", missing);
        require(password.getBytes(UTF_8).length <= LONGEST_BYTES, "at most 72 bytes", missing);
        require(password.chars().anyMatch(Character::isUpperCase), "an upper-case letter", missing);
        require(password.chars().anyMatch(Character::isLowerCase), "a lower-case letter", missing);
        require(password.chars().anyMatch(Character::isDigit), "a digit", missing);
        require(password.indexOf('\0') < 0, "printable characters only", missing);
        String lower = password.toLowerCase(Locale.ROOT);
        require(!COMMON.contains(lower), "to be less common", missing);
        require(!lower.equals(username.toLowerCase(Locale.ROOT)), "to differ from the username", missing);
        return missing;
    }

    private static void require(boolean met, String need, List<String> missing) {
        if (!met) {
            missing.add(need);
        }
    }

    private static Set<String> common() {
        try (InputStream list = PasswordRules.class.getResourceAsStream("/common-passwords.txt")) {
            return new String(
                            Objects.requireNonNull(list, "common-passwords.txt is missing")
                                    .readAllBytes(),
                            UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
