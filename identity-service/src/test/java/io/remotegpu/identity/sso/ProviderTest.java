package io.remotegpu.identity.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderTest {
    private static final Duration SHORT = Duration.ofSeconds(5);

    @Test
    void saysThatItIsAwayOnlyWhenItIsNeeded() {
        Provider away = new Provider(properties(List.of()));
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(away::registration)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void allowsTheNamedMailDomainsAndNoneThatEndsLikeThem() {
        SsoProperties named = properties(List.of("example.org"));
        assertThat(named.allows("ada@Example.ORG")).isTrue();
        assertThat(named.allows("ada@not-example.org")).isFalse();
        assertThat(named.allows("ada@mail.example.org")).isFalse();
        assertThat(named.allows("\"ada@example.org\"@elsewhere.org")).isFalse();
        assertThat(properties(List.of()).allows("ada@anywhere.org")).isTrue();
    }

    private static SsoProperties properties(List<String> domains) {
        return new SsoProperties(
                true,
                "http://127.0.0.1:1",
                "client",
                "secret",
                Set.of("openid", "email"),
                domains,
                false,
                URI.create("https://gpu.example.org/api/v1/auth/sso/callback"),
                URI.create("https://gpu.example.org/sso"),
                SHORT,
                SHORT,
                SHORT,
                SHORT);
    }
}
