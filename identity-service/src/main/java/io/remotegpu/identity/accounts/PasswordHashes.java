package io.remotegpu.identity.accounts;

import java.util.Map;
import java.util.Objects;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;

/** bcrypt today; a hash names its algorithm, so that a later one can take over login by login. Each call takes a tenth of a second. */
@Component
public class PasswordHashes {
    private static final String BCRYPT = "bcrypt";

    private final PasswordEncoder encoder;

    PasswordHashes(PasswordProperties properties) {
        this.encoder = new DelegatingPasswordEncoder(
                BCRYPT,
                Map.of(
                        BCRYPT,
                        new BCryptPasswordEncoder(properties.cost()),
                        "pbkdf2@SpringSecurity_v5_8",
                        Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }

    public String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    public boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }

    /** Whether a hash is of an older kind and should be made anew. */
    public boolean outdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }
}
