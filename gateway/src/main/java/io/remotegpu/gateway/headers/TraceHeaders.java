package io.remotegpu.gateway.headers;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The request's id and its W3C trace, made here if the caller brought none that can be used. */
public final class TraceHeaders {
    static final String REQUEST_ID = "X-Request-Id";
    static final String TRACEPARENT = "traceparent";
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACEPARENT_FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceHeaders() {}

    /** The trace that an error of this exchange belongs to, null before the headers were read. */
    public static @Nullable String traceId(ServerWebExchange exchange) {
        return exchange.getAttribute(TRACEPARENT) instanceof String traceparent ? traceparent.substring(3, 35) : null;
    }

    static String requestId(HttpHeaders headers) {
        String given = headers.getFirst(REQUEST_ID);
        return given != null && REQUEST_ID_FORM.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    static String traceparent(HttpHeaders headers) {
        String given = headers.getFirst(TRACEPARENT);
        return given != null && TRACEPARENT_FORM.matcher(given).matches() ? given : newTraceparent();
    }

    private static String newTraceparent() {
        byte[] random = new byte[24];
        ThreadLocalRandom.current().nextBytes(random);
        String hex = HexFormat.of().formatHex(random);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }
}
