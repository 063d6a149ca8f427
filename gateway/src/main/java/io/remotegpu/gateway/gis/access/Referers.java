package io.remotegpu.gateway.gis.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Whether a key may be used from the page that sends it. It keeps a key that stands in a web page from being used in another one; whoever writes
 * headers by hand is not kept out by it.
 */
final class Referers {
    private Referers() {}

    /** @param allowed hosts, {@code maps.example.org} or {@code *.example.org}; none for any page or none at all */
    static boolean allow(List<String> allowed, HttpHeaders headers) {
        if (allowed.isEmpty()) {
            return true;
        }
        String host = host(headers.getOrigin());
        String page = host == null ? host(headers.getFirst(HttpHeaders.REFERER)) : host;
        return page != null && allowed.stream().anyMatch(pattern -> fits(pattern.toLowerCase(Locale.ROOT), page));
    }

    private static boolean fits(String pattern, String host) {
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    private static @Nullable String host(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            String host = new URI(address).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException nonsense) {
            return null;
        }
    }
}
