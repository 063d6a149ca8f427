package io.remotegpu.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptTest {
    @Test
    void takesTheAddressesOfOneNetworkForOneClient() {
        assertThat(from("2001:db8:1:2::1")).isEqualTo(from("2001:db8:1:2:ffff::9"));
        assertThat(from("2001:db8:1:2::1")).isNotEqualTo(from("2001:db8:1:3::1"));
        assertThat(from("198.51.100.7")).isNotEqualTo(from("198.51.100.8"));
        assertThat(from("::ffff:198.51.100.7")).isEqualTo(from("198.51.100.7"));
    }

    @Test
    void countsWhatIsNoAddressTogether() {
        assertThat(from(null)).isEqualTo(from("")).isEqualTo(from("*")).isEqualTo(from("example.org"));
    }

    private static Attempt from(String address) {
        return Attempt.of("customer:1", address);
    }
}
