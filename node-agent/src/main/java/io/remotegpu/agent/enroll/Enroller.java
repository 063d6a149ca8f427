package io.remotegpu.agent.enroll;

import io.remotegpu.contracts.HostId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Exchanges a token for an identity and keeps it on disk. */
public final class Enroller {
    private final URI server;
    private final IdentityFile file;
    private final EnrollmentApi api;

    /** @throws IllegalArgumentException for a server that a token must not be sent to */
    public Enroller(URI server, IdentityFile file, Clock clock) {
        this.server = safe(server);
        this.file = file;
        this.api = new EnrollmentApi(this.server, clock);
    }

    /**
     * Fine to repeat after any failure: if the platform took the key and its answer was lost, the key alone opens.
     *
     * @throws EnrollmentRefused if trying again would not help
     * @throws IOException if the platform could not be asked now
     */
    public Identity enroll(String token, HostId host) throws IOException, InterruptedException {
        Optional<Identity> earlier = takenBefore(host);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        // A first try may still be under way on the other side: another key would leave the one that it takes in
        // nobody's hands.
        HostKeyPair keys = file.begun().orElseGet(file::begin);
        return keep(host, keys, api.enroll(token, host, keys, facts()));
    }

    private Optional<Identity> takenBefore(HostId host) throws IOException, InterruptedException {
        Optional<HostKeyPair> begun = file.begun();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(keep(host, begun.get(), api.renew(host, begun.get())));
        } catch (EnrollmentRefused neverTaken) {
            return Optional.empty();
        }
    }

    private Identity keep(HostId host, HostKeyPair keys, Credentials granted) {
        Identity identity = new Identity(server, host, keys, granted.kafka(), granted.renewAfter());
        file.write(identity);
        return identity;
    }

    private static Map<String, String> facts() {
        return Map.of(
                "hostname", hostname(),
                "os", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "architecture", System.getProperty("os.arch"),
                "cpus", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "agent_version",
                        Objects.requireNonNullElse(
                                Enroller.class.getPackage().getImplementationVersion(), "development"));
    }

    /** What this machine calls itself. */
    public static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** The answer holds a password: over plain HTTP it goes to this machine only. */
    public static URI safe(URI server) {
        String host = server.getHost();
        boolean own = host != null && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
        if (!"https".equals(server.getScheme()) && !("http".equals(server.getScheme()) && own)) {
            throw new IllegalArgumentException(
                    "--server " + server
                            + ": a token and a password must not travel unencrypted, so it must begin with https:// (http:// only for this machine itself)");
        }
        String text = server.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : server;
    }
}
