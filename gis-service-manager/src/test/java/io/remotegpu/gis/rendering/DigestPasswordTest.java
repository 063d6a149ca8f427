package io.remotegpu.gis.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestPasswordTest {
    /** The hash of the password {@code geoserver} that every GeoServer is delivered with. */
    private static final String STOCK = "digest1:D9miJH/hVgfxZJscMafEtbtliG0ROxhLfsznyWfG38X2pda2JOSV4POi55PQI4tw";

    @Test
    void isTheHashThatGeoServerItselfWrites() {
        assertThat(DigestPassword.matches(STOCK, "geoserver")).isTrue();
        assertThat(DigestPassword.matches(STOCK, "Geoserver")).isFalse();
    }

    @Test
    void isTheSameAgainForOneInstanceAndAnotherForEveryOther() {
        assertThat(DigestPassword.of("secret", "one")).isEqualTo(DigestPassword.of("secret", "one"));
        assertThat(DigestPassword.of("secret", "one")).isNotEqualTo(DigestPassword.of("secret", "two"));
    }
}
