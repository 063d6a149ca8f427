package io.remotegpu.identity.login;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.time.Duration;
import java.util.Map;

/** How a counter refuses. */
final class Lockout {
    private Lockout() {}

    static PlatformException over(Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return new PlatformException(
                ErrorCode.ACCOUNT_LOCKED,
                "too many failed logins; try again in " + seconds + " seconds",
                Map.of("retry_after_s", seconds));
    }
}
