package io.remotegpu.workspace.images.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registry and who asks it. The credentials serve one reading; they are neither kept nor logged.
 *
 * @param url its base, such as {@code https://registry.example.org}
 */
public record RegistryAddress(
        URI url, @Nullable String username, @Nullable String password) {
    /** What image references begin with: host and, unless it is the scheme's own, port. */
    public String host() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    Optional<String> basic() {
        if (username == null || password == null) {
            return Optional.empty();
        }
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
