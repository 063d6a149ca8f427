package io.remotegpu.gis.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WakeGuardTest {
    private static final String SECRET = "0123456789abcdef";

    @Test
    void letsInWhoKnowsTheSecretAlone() {
        WakeGuard guard = new WakeGuard(new WakeProperties(SECRET));

        assertThatNoException().isThrownBy(() -> guard.require(SECRET));
        refuses(guard, null);
        refuses(guard, "");
        refuses(guard, SECRET + "0");
    }

    @Test
    void letsNobodyInWhereNoSecretIsConfigured() {
        WakeGuard guard = new WakeGuard(new WakeProperties(""));

        refuses(guard, null);
        refuses(guard, "");
        refuses(guard, SECRET);
    }

    @Test
    void keepsTheSecretOutOfLogs() {
        assertThat(new WakeProperties(SECRET).toString()).doesNotContain(SECRET);
    }

    private static void refuses(WakeGuard guard, @Nullable String given) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> guard.require(given))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }
}
