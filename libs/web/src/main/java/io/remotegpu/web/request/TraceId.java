package io.remotegpu.web.request;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The W3C trace id that ties together all that one request causes; in logs, errors and messages. */
public final class TraceId {
    static final String MDC_KEY = "trace_id";
    private static final String TRACER_MDC_KEY = "traceId";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    /** Of the request on this thread; a tracer's own id where one runs. */
    public static String current() {
        String traced = MDC.get(TRACER_MDC_KEY);
        String ours = traced == null ? MDC.get(MDC_KEY) : traced;
        return ours == null ? random() : ours;
    }

    /** Goes on with the sender's trace, or begins one. */
    static String of(@Nullable String traceparent) {
        Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return matcher.matches() ? matcher.group(1) : random();
    }

    private static String random() {
        byte[] bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
