package io.remotegpu.gateway.gis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class ReferersTest {
    private static final List<String> ALLOWED = List.of("maps.example.org", "*.City.example");

    @ParameterizedTest
    @CsvSource({
        "https://maps.example.org/a?b, true",
        "https://MAPS.example.org, true",
        "https://gis.city.example:8443/x, true",
        "https://city.example/, false",
        "https://evil.example/?maps.example.org, false",
        "https://maps.example.org.evil.example/, false",
        "https://maps.example.org@evil.example/, false",
        "not an address, false"
    })
    void comparesHostsOnly(String page, boolean allowed) {
        assertThat(Referers.allow(ALLOWED, headers(HttpHeaders.REFERER, page))).isEqualTo(allowed);
    }

    @Test
    void believesTheOriginBeforeTheReferer() {
        HttpHeaders headers = headers(HttpHeaders.REFERER, "https://maps.example.org/");
        headers.setOrigin("https://evil.example");

        assertThat(Referers.allow(ALLOWED, headers)).isFalse();
    }

    @Test
    void needsAPageOnlyWhereSomeAreNamed() {
        assertThat(Referers.allow(ALLOWED, new HttpHeaders())).isFalse();
        assertThat(Referers.allow(List.of(), new HttpHeaders())).isTrue();
    }

    private static HttpHeaders headers(String name, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(name, value);
        return headers;
    }
}
