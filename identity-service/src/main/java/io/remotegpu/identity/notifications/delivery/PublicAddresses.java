package io.remotegpu.identity.notifications.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the client that connects, and refuses every name with an address that is not public. The client connects to exactly
 * what was looked at here: a name that answers differently the next time gains nothing.
 */
final class PublicAddresses implements DnsResolver {
    private final DnsResolver names;
    private final boolean allowPrivate;

    PublicAddresses(DnsResolver names, boolean allowPrivate) {
        this.names = names;
        this.allowPrivate = allowPrivate;
    }

    /** @throws UnknownHostException also for a name that leads somewhere private, in the same words: it tells nothing of our networks */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (!allowPrivate && !Arrays.stream(addresses).allMatch(AddressPolicy::isPublic)) {
            throw new UnknownHostException(host + " has no public address");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
