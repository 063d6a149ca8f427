package io.remotegpu.identity.accounts;

import java.util.Objects;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** bcrypt today; a hash names its algorithm, so that a later one can take over login by login. Each call takes a tenth of a second. */
@Component
public class PasswordHashes {
    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    PasswordHashes() {}

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
