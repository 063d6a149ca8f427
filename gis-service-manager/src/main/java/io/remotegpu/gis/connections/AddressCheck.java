package io.remotegpu.gis.connections;

import io.remotegpu.web.FieldError;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Keeps instances away from what is not theirs: of a host every address must be a public one, or of a network that the operator allows. Asked when a
 * connection is kept and again whenever an instance starts, since names change what they mean.
 */
@Component
class AddressCheck {
    /** Names, and dotted quads without leading zeros: other forms of an address are read differently by different programs. */
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*(?=[A-Za-z0-9-]*[A-Za-z])(?!0[xX])[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final Pattern QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final List<IpAddressMatcher> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/9",
                    "ff00::/8")
            .map(IpAddressMatcher::new)
            .toList();

    private final List<IpAddressMatcher> allowed;
    private final HostNames names;

    AddressCheck(ConnectionProperties properties, HostNames names) {
        this.allowed =
                properties.allowedNetworks().stream().map(IpAddressMatcher::new).toList();
        this.names = names;
    }

    /** @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED that names the field {@code host} */
    void require(String host) {
        boolean readable = NAME.matcher(host).matches()
                || QUAD.matcher(host).matches()
                || (host.contains(":") && SIX.matcher(host).matches());
        if (!readable) {
            throw FieldError.refuse("host", "must be a host name or an address such as 198.51.100.7");
        }
        if (!addresses(host).stream().allMatch(this::mayBeNamed)) {
            throw FieldError.refuse(
                    "host",
                    "is at an address that services may not reach; ask your administrator to allow its network");
        }
    }

    private List<InetAddress> addresses(String host) {
        try {
            return Arrays.asList(names.addresses(host));
        } catch (UnknownHostException unknown) {
            throw FieldError.refuse("host", "is not known; check how it is written");
        }
    }

    private boolean mayBeNamed(InetAddress address) {
        String text = plain(address);
        return matches(allowed, text) || !matches(SPECIAL, text);
    }

    /** Without the zone of a link-local address. */
    private static String plain(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? text.replaceFirst("%.*", "") : text;
    }

    private static boolean matches(List<IpAddressMatcher> networks, String address) {
        return networks.stream().anyMatch(network -> network.matches(address));
    }
}
