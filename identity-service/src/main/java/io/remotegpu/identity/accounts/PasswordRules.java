package io.remotegpu.identity.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a password must be. All that is missing is told at once. */
final class PasswordRules {
    private static final int SHORTEST = 8;
    /** bcrypt looks at no more; what it would not look at must not seem to protect. */
    private static final int LONGEST_BYTES = 72;

    /** Of 0 to 4: 2 withstands more than a million guesses, far more than the lock-out allows. */
    private static final int LEAST_SCORE = 2;

    private static final Zxcvbn GUESSING = new Zxcvbn();

    private PasswordRules() {}

    /** @throws PlatformException WEAK_PASSWORD with {@code details.missing[]} */
    static void check(String password, String username, String email) {
        List<String> missing = missing(password, username, email);
        if (!missing.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.WEAK_PASSWORD,
                    "the password needs " + String.join(", ", missing),
                    Map.of("missing", missing));
        }
    }

    static List<String> missing(String password, String username, String email) {
        List<String> missing = new ArrayList<>();
        require(password.codePointCount(0, password.length()) >= SHORTEST, "at least 8 characters", missing);
        require(password.getBytes(UTF_8).length <= LONGEST_BYTES, "at most 72 bytes", missing);
        require(password.chars().anyMatch(Character::isUpperCase), "an upper-case letter", missing);
        require(password.chars().anyMatch(Character::isLowerCase), "a lower-case letter", missing);
        require(password.chars().anyMatch(Character::isDigit), "a digit", missing);
        require(password.indexOf('\0') < 0, "printable characters only", missing);
        // A long one takes long to measure, and is refused anyway.
        require(
                password.length() > LONGEST_BYTES || !guessable(password, username, email),
                "to be less common",
                missing);
        require(
                !password.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT)),
                "to differ from the username",
                missing);
        return missing;
    }

    private static void require(boolean met, String need, List<String> missing) {
        if (!met) {
            missing.add(need);
        }
    }

    /** By how many guesses an attacker needs who knows the commonest passwords, words, names, dates and keyboard walks. */
    private static boolean guessable(String password, String username, String email) {
        return GUESSING.measure(password, List.of(username, email, "remotegpu")).getScore() < LEAST_SCORE;
    }
}
