package io.remotegpu.gateway.routing;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** Below which path GIS instances are. There a token is looked at if one is shown, and limits are the instance's own. */
public final class InstancePaths {
    /** All of them. */
    public static final String PATTERN = "/s/**";

    private static final String PREFIX = "/s/";

    private InstancePaths() {}

    public static boolean include(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().value().startsWith(PREFIX);
    }
}
