package io.remotegpu.gateway.headers;

import static org.springframework.core.Ordered.HIGHEST_PRECEDENCE;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * First of all filters: takes away what only the platform may say ({@code X-Forwarded-*}, {@code X-User-*} and their like) and says it
 * from the connection itself. Hop-by-hop headers are removed by the proxy on both ways.
 */
@Component
@Order(HIGHEST_PRECEDENCE + 10)
class HeaderHygieneFilter implements WebFilter {
    private static final List<String> SPOOFABLE =
            List.of("x-forwarded-", "forwarded", "x-user-", "x-real-ip", "x-original-", "x-rewrite-", "x-http-method");
    private static final String API_VERSION = "1.0.0";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders given = exchange.getRequest().getHeaders();
        String requestId = TraceHeaders.requestId(given);
        String traceparent = TraceHeaders.traceparent(given);
        ServerHttpRequest cleaned = exchange.getRequest()
                .mutate()
                .headers(headers -> {
                    removeSpoofable(headers);
                    headers.set(TraceHeaders.REQUEST_ID, requestId);
                    headers.set(TraceHeaders.TRACEPARENT, traceparent);
                    tellOrigin(headers, exchange.getRequest());
                })
                .build();
        exchange.getAttributes().put(TraceHeaders.TRACEPARENT, traceparent);
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> finish(exchange, requestId)));
        return chain.filter(exchange.mutate().request(cleaned).build());
    }

    private static void removeSpoofable(HttpHeaders headers) {
        List<String> refused = headers.headerNames().stream()
                .filter(name -> SPOOFABLE.stream()
                        .anyMatch(prefix -> name.toLowerCase(Locale.ROOT).startsWith(prefix)))
                .toList();
        refused.forEach(headers::remove);
    }

    private static void tellOrigin(HttpHeaders headers, ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer != null) {
            headers.set("X-Forwarded-For", peer.getAddress().getHostAddress());
        }
        String scheme = request.getURI().getScheme();
        headers.set("X-Forwarded-Proto", scheme == null ? "http" : scheme);
        String host = headers.getFirst(HttpHeaders.HOST);
        if (host != null) {
            headers.set("X-Forwarded-Host", host);
        }
    }

    // A service answers with its own copy of these; two would leave callers guessing.
    private static void finish(ServerWebExchange exchange, String requestId) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(TraceHeaders.REQUEST_ID, requestId);
        if (!headers.containsHeader("X-API-Version")) {
            headers.set("X-API-Version", API_VERSION);
        }
        headers.remove("X-Powered-By");
        headers.remove(HttpHeaders.SERVER);
    }
}
