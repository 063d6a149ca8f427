package io.remotegpu.identity.login;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Someone tries a password.
 *
 * @param account whose it may be; names without an account have one of their own
 * @param address where from. An IPv6 client has a whole /64 network to choose addresses from, so that counts as one
 */
record Attempt(String account, String address) {
    private static final int NETWORK_BYTES = 8;
    private static final String UNKNOWN = "unknown";

    static Attempt of(String account, @Nullable String address) {
        return new Attempt(account, address == null ? UNKNOWN : network(address));
    }

    private static String network(String address) {
        try {
            InetAddress known = InetAddress.ofLiteral(address);
            return known instanceof Inet6Address
                    ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(known.getAddress(), NETWORK_BYTES)) + "/64"
                    : known.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return UNKNOWN;
        }
    }
}
