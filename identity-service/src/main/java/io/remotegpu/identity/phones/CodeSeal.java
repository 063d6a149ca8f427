package io.remotegpu.identity.phones;

import io.remotegpu.identity.secrets.Signature;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes codes, and what of them may be stored. */
@Component
class CodeSeal {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 1_000_000;

    private final Signature signature;

    CodeSeal(PhoneProperties properties) {
        if (properties.key().isBlank()) {
            throw new IllegalStateException("identity.phones.key is missing; set IDENTITY_ENCRYPTION_KEY to what"
                    + " `openssl rand -base64 32` prints, which serves here too");
        }
        signature = new Signature(new Signature(properties.key()).of("remotegpu phone code"));
    }

    /** Six digits. */
    static String code() {
        return "%06d".formatted(RANDOM.nextInt(CODES));
    }

    /** Of this code for this number of this account alone. */
    byte[] of(PhoneCode request, String code) {
        return signature.of(request.customer() + " " + request.phone() + " " + code);
    }
}
