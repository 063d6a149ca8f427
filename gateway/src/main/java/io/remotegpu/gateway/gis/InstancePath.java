package io.remotegpu.gateway.gis;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * {@code /s/{instance_key}/…} taken apart.
 *
 * @param below what follows the key, {@code /} if nothing does; the firewall has refused every path that is not in normal form
 */
record InstancePath(String key, PathContainer below) {
    private static final int KEY = 3;
    private static final int BELOW = 4;

    static InstancePath of(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        PathContainer below = path.subPath(Math.min(BELOW, path.elements().size()));
        return new InstancePath(
                path.elements().get(KEY).value(), below.elements().isEmpty() ? PathContainer.parsePath("/") : below);
    }
}
