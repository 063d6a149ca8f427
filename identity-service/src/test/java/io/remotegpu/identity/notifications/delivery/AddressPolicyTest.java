package io.remotegpu.identity.notifications.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class AddressPolicyTest {
    @Test
    void refusesWhateverLeadsToOurselvesOrOurNeighbours() throws Exception {
        for (String address : List.of(
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001::1",
                "2001:db8::1",
                "fec0::1")) {
            assertThat(AddressPolicy.isPublic(InetAddress.getByName(address)))
                    .as(address)
                    .isFalse();
        }
    }

    @Test
    void letsPublicAddressesThrough() throws Exception {
        for (String address : List.of(
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "192.0.1.1",
                "2606:4700::1111",
                "2a00:1450::1")) {
            assertThat(AddressPolicy.isPublic(InetAddress.getByName(address)))
                    .as(address)
                    .isTrue();
        }
    }

    @Test
    void refusesANameWithOnePrivateAddressAmongPublicOnes() {
        PublicAddresses addresses = new PublicAddresses(
                new Names(Map.of("mixed.example", List.of("8.8.8.8", "10.0.0.1"), "open.example", List.of("8.8.8.8"))),
                false);
        assertThatThrownBy(() -> addresses.resolve("mixed.example")).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> addresses.resolve("nobody.example")).isInstanceOf(UnknownHostException.class);
        assertThat(catchThrowable(() -> addresses.resolve("open.example"))).isNull();
    }

    /** Names that the test made up. */
    record Names(Map<String, List<String>> addresses) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            List<String> known = addresses.get(host);
            if (known == null) {
                throw new UnknownHostException(host);
            }
            InetAddress[] resolved = new InetAddress[known.size()];
            for (int i = 0; i < resolved.length; i++) {
                resolved[i] = InetAddress.getByName(known.get(i));
            }
            return resolved;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
