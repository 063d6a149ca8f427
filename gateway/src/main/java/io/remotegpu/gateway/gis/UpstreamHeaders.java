package io.remotegpu.gateway.gis;

import io.remotegpu.contracts.gis.GisAccess.PathMode;
import io.remotegpu.gateway.gis.access.Callers;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * What an instance sees of a request. Its owner may run code there, so it must not see what would open the platform; and it believes what the
 * platform says in headers, so nobody else may say that.
 */
@Component
class UpstreamHeaders {
    private static final List<String> PREFIXES = List.of("sec-", "x-qgis-", "x-script-name", "x-remotegpu-", "proxy-");
    private static final Set<String> NAMES = Set.of(Callers.KEY_HEADER.toLowerCase(Locale.ROOT), "idempotency-key");
    private static final String BASIC = "basic ";
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final GisProperties properties;

    UpstreamHeaders(GisProperties properties) {
        this.properties = properties;
    }

    ServerHttpRequest of(GisRequest request) {
        ServerHttpRequest asked = request.exchange().getRequest();
        return asked.mutate()
                .headers(headers -> {
                    remove(headers);
                    signIn(headers, SigningIn.authorization(request.exchange()));
                    tellOrigin(headers, asked.getURI());
                    if (request.instance().route().access().pathMode() == PathMode.REWRITE) {
                        headers.set("X-Forwarded-Prefix", request.instance().publicPath());
                    }
                })
                .build();
    }

    // Basic is the instance's own login; the platform knows none.
    private static void remove(HttpHeaders headers) {
        headers.headerNames().stream()
                .filter(UpstreamHeaders::isForThePlatform)
                .toList()
                .forEach(headers::remove);
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null && !authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            headers.remove(HttpHeaders.AUTHORIZATION);
        }
    }

    private static void signIn(HttpHeaders headers, @Nullable String authorization) {
        if (authorization != null && headers.getFirst(HttpHeaders.AUTHORIZATION) == null) {
            headers.set(HttpHeaders.AUTHORIZATION, authorization);
        }
    }

    private static boolean isForThePlatform(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || PREFIXES.stream().anyMatch(lower::startsWith);
    }

    private void tellOrigin(HttpHeaders headers, URI asked) {
        URI origin = origin(asked);
        int port = port(origin);
        headers.set("X-Forwarded-Proto", origin.getScheme());
        headers.set("X-Forwarded-Port", Integer.toString(port));
        String authority = authority(origin, headers.getFirst(HttpHeaders.HOST));
        if (authority != null) {
            headers.set(HttpHeaders.HOST, authority);
            headers.set("X-Forwarded-Host", authority);
        }
    }

    private URI origin(URI asked) {
        URI configured = properties.publicOrigin();
        return configured == null ? asked : configured;
    }

    private @Nullable String authority(URI origin, @Nullable String said) {
        return properties.publicOrigin() == null ? said : origin.getRawAuthority();
    }

    private static int port(URI origin) {
        if (origin.getPort() > 0) {
            return origin.getPort();
        }
        return "https".equals(origin.getScheme()) ? HTTPS : HTTP;
    }
}
