package io.remotegpu.gateway.gis;

import io.remotegpu.gateway.gis.routes.Instance;
import java.net.URI;

/** A redirection of an instance as the public may follow it: a path of this origin. */
final class PublicLocation {
    private PublicLocation() {}

    static String of(Instance instance, URI location) {
        String path = location.getRawPath() == null ? "" : location.getRawPath();
        boolean absolute = path.startsWith("/");
        boolean below = path.equals(instance.publicPath()) || path.startsWith(instance.publicPath() + "/");
        String prefix = absolute && !below ? instance.publicPath() : "";
        String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
        String fragment = location.getRawFragment() == null ? "" : "#" + location.getRawFragment();
        return (path.isEmpty() ? instance.publicPath() + "/" : prefix + path) + query + fragment;
    }
}
