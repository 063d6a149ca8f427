package io.remotegpu.gis.connections;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.remotegpu.contracts.error.PlatformException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {
    private static final Map<String, List<String>> NAMES = Map.of(
            "db.example.org", List.of("93.184.215.14"),
            "inside.example.org", List.of("10.1.2.3"),
            "rebound.example.org", List.of("93.184.215.14", "127.0.0.1"),
            "metadata.google.internal", List.of("169.254.169.254"),
            "localhost", List.of("127.0.0.1"),
            "allowed.example.org", List.of("10.20.1.1"));

    private final AddressCheck check =
            new AddressCheck(new ConnectionProperties(List.of("10.20.0.0/16"), 100), AddressCheckTest::addresses);

    private static InetAddress[] addresses(String host) throws UnknownHostException {
        if (NAMES.containsKey(host)) {
            return NAMES.get(host).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        }
        if (host.matches("[0-9.]+") || host.contains(":")) {
            return InetAddress.getAllByName(host);
        }
        throw new UnknownHostException(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example.org", "93.184.215.14", "10.20.30.40", "allowed.example.org", "2606:4700::1111"})
    void letsPublicAndAllowedAddressesBeNamed(String host) {
        assertThatCode(() -> check.require(host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "ff02::1",
                "localhost",
                "inside.example.org",
                "rebound.example.org",
                "metadata.google.internal"
            })
    void refusesWhatLeadsInside(String host) {
        refused(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "0x7f.0.0.1",
                "db.example.org:5432",
                "user@db.example.org",
                "db.example.org/x",
                "http://db.example.org",
                "/var/run/postgresql",
                "-db.example.org",
                "db..example.org",
                "db.example.org.",
                "db example.org",
                "db.example.org\n",
                "${DATABASE_HOST}",
                "a,b",
                "[::1]",
                "fe80::1%eth0",
                "no-such.example.org"
            })
    void refusesWhatIsReadDifferentlyByDifferentPrograms(String host) {
        refused(host);
    }

    private void refused(String host) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> check.require(host))
                .withMessageContaining("host");
    }
}
