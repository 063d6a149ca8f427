package io.remotegpu.gis.idle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the gateway in and nobody else: starting an instance costs its owner money, and signing in opens it. */
@Component
public class WakeGuard {
    private final byte[] secret;

    WakeGuard(WakeProperties properties) {
        this.secret = properties.secret().getBytes(UTF_8);
    }

    /** @throws PlatformException FORBIDDEN unless it is the configured secret; always where none is configured */
    public void require(@Nullable String given) {
        if (secret.length == 0 || given == null || !MessageDigest.isEqual(secret, given.getBytes(UTF_8))) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "only the gateway may ask this; set gis.wake.secret here and gateway.gis.wake-secret there to the same value",
                    Map.of());
        }
    }
}
