package io.remotegpu.gateway.gis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceCookieTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JSESSIONID=1; Path=/s/abc/geoserver; HttpOnly | JSESSIONID=1; HttpOnly; Path=/s/abc
            JSESSIONID=1; HttpOnly                        | JSESSIONID=1; HttpOnly; Path=/s/abc
            a=b; path=/; Secure                           | a=b; Secure; Path=/s/abc
            a=b; Path=/s/abcd                             | a=b; Path=/s/abc
            a=b; Path=/s/abc/../..                        | a=b; Path=/s/abc
            a=b; Path =/                                  | a=b; Path=/s/abc
            a=b; PATH\t= /; Path=/s/abc                   | a=b; Path=/s/abc
            a=b; Path; Domain                             | a=b; Path=/s/abc
            a=b; Domain=example.org; Path=/s/abc          | a=b; Path=/s/abc
            a=b; Domain =example.org; Secure              | a=b; Secure; Path=/s/abc
            path=x; Max-Age=5                             | path=x; Max-Age=5; Path=/s/abc
            """)
    void keepsCookiesToTheirInstance(String set, String kept) {
        assertThat(InstanceCookie.within(set, "/s/abc")).isEqualTo(kept);
    }
}
