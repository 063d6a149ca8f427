package io.remotegpu.gateway.gis;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.contracts.gis.GisVisibility;
import io.remotegpu.gateway.gis.routes.Instance;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * What the public sees of an answer. Instances share an origin with the platform and with each other, so pages that show data run without one
 * ({@code sandbox}): a script that somebody stored in a style cannot read another's login. The pages of an instance's own console keep it, as they
 * need their session; only the owner gets there.
 */
@Component
class AnswerHeaders {
    private static final Logger log = LoggerFactory.getLogger(AnswerHeaders.class);
    private static final String SANDBOX = "sandbox allow-scripts allow-forms allow-popups allow-downloads";
    private static final String CONSOLE = "frame-ancestors 'self'";
    private static final String CONTENT_POLICY = "Content-Security-Policy";
    private static final Set<String> HIDDEN = Set.of(
            HttpHeaders.SERVER, HttpHeaders.WWW_AUTHENTICATE, "X-Powered-By", "Via", "Clear-Site-Data", "Alt-Svc");

    private static final String PRIVATE = "private";

    private final MeterRegistry registry;

    AnswerHeaders(MeterRegistry registry) {
        this.registry = registry;
    }

    void clean(GisRequest request, GisEndpoint endpoint) {
        HttpHeaders headers = request.exchange().getResponse().getHeaders();
        HIDDEN.forEach(headers::remove);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(CONTENT_POLICY, request.rule().access() == Access.DATA ? SANDBOX : CONSOLE);
        if (request.instance().route().visibility() != GisVisibility.PUBLIC
                || request.rule().access() != Access.DATA) {
            keepFromSharedCaches(headers);
        }
        rewriteLocation(headers, request.instance(), endpoint);
        if (SigningIn.authorization(request.exchange()) == null) {
            rewriteCookies(headers, request.instance());
        } else {
            headers.remove(HttpHeaders.SET_COOKIE); // a session of the platform's account
        }
    }

    // What one person may see must not be kept for the next by a cache on the way, whatever the instance says of it.
    private static void keepFromSharedCaches(HttpHeaders headers) {
        String said = Objects.requireNonNullElse(headers.getCacheControl(), "");
        headers.setCacheControl(Stream.concat(
                        Stream.of(PRIVATE),
                        Arrays.stream(said.split(","))
                                .map(String::strip)
                                .filter(part -> !part.isEmpty() && !isForSharedCaches(part)))
                .collect(Collectors.joining(", ")));
    }

    private static boolean isForSharedCaches(String directive) {
        String lower = directive.toLowerCase(Locale.ROOT);
        return lower.equals("public") || lower.equals(PRIVATE) || lower.startsWith("s-maxage");
    }

    private void rewriteLocation(HttpHeaders headers, Instance instance, GisEndpoint endpoint) {
        URI location = location(headers);
        if (location == null) {
            return;
        }
        boolean names = endpoint.host().equals(location.getHost()) && endpoint.port() == location.getPort();
        if (names) {
            registry.counter("gateway.gis.leaks").increment();
            log.warn(
                    "{} names its inner address in a redirection: its proxy base is not set",
                    instance.route().serviceId());
        }
        if (names || (location.getHost() == null && !instance.keepsPath())) {
            headers.set(HttpHeaders.LOCATION, PublicLocation.of(instance, location));
        }
    }

    private static @Nullable URI location(HttpHeaders headers) {
        try {
            return headers.getLocation();
        } catch (IllegalArgumentException noAddress) {
            headers.remove(HttpHeaders.LOCATION);
            return null;
        }
    }

    private static void rewriteCookies(HttpHeaders headers, Instance instance) {
        List<String> cookies = headers.get(HttpHeaders.SET_COOKIE);
        if (cookies != null) {
            headers.put(
                    HttpHeaders.SET_COOKIE,
                    cookies.stream()
                            .map(cookie -> InstanceCookie.within(cookie, instance.publicPath()))
                            .toList());
        }
    }
}
