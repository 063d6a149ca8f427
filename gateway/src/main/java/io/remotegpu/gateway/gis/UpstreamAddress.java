package io.remotegpu.gateway.gis;

import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.gateway.gis.access.Callers;
import io.remotegpu.gateway.gis.routes.Instance;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked of the instance: the public path and query as they came, without the prefix where the instance does not know it, and without the key. */
final class UpstreamAddress {
    private static final String KEY = Callers.KEY_PARAMETER + "=";

    private UpstreamAddress() {}

    static URI of(Instance instance, GisEndpoint endpoint, URI asked) {
        String path = instance.keepsPath() ? asked.getRawPath() : below(instance, asked.getRawPath());
        String query = query(asked.getRawQuery());
        String host = endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host();
        return URI.create("http://" + host + ":" + endpoint.port() + path + (query == null ? "" : "?" + query));
    }

    private static String below(Instance instance, String path) {
        String below = path.substring(instance.publicPath().length());
        return below.isEmpty() ? "/" : below;
    }

    private static @Nullable String query(@Nullable String query) {
        return query == null
                ? null
                : Arrays.stream(query.split("&"))
                        .filter(parameter ->
                                !parameter.startsWith(KEY) || !Callers.isSecret(parameter.substring(KEY.length())))
                        .collect(Collectors.joining("&"));
    }
}
