package io.remotegpu.identity.notifications.delivery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses a stranger may have us connect to: public ones. Everything else leads to ourselves or to our neighbours. */
final class AddressPolicy {
    /** Special-purpose networks of IPv4 beyond those that Java knows by name. */
    private static final List<Network> REFUSED_4 = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 3));
    /** Of IPv6 only global unicast is public; of that, tunnels that carry an IPv4 address and documentation are not. */
    private static final Network GLOBAL_6 = Network.of("2000::", 3);

    private static final List<Network> REFUSED_6 = List.of(
            Network.of("2001::", 23), Network.of("2001:db8::", 32), Network.of("2002::", 16), Network.of("3fff::", 20));

    private AddressPolicy() {}

    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> REFUSED_4.stream().noneMatch(network -> network.contains(four));
            case Inet6Address six ->
                GLOBAL_6.contains(six) && REFUSED_6.stream().noneMatch(network -> network.contains(six));
            default -> false;
        };
    }

    private record Network(byte[] prefix, int bits) {
        static Network of(String address, int bits) {
            try {
                return new Network(InetAddress.getByName(address).getAddress(), bits);
            } catch (UnknownHostException impossible) {
                throw new IllegalArgumentException(address + " is not an address", impossible);
            }
        }

        boolean contains(InetAddress other) {
            byte[] bytes = other.getAddress();
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = 0xff << (8 - rest);
            return Arrays.equals(prefix, 0, whole, bytes, 0, whole)
                    && (rest == 0 || (prefix[whole] & mask) == (bytes[whole] & mask));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Network network && bits == network.bits && Arrays.equals(prefix, network.prefix);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(prefix) + bits;
        }
    }
}
