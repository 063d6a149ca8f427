package io.remotegpu.messaging.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of W3C Trace Context, version 00. */
record Traceparent(String traceId, String spanId, boolean sampled) {
    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");

    /** Empty for what is no trace context; a sender's bad header must not stop a message. */
    static Optional<Traceparent> parse(@Nullable String header) {
        Matcher matcher = FORM.matcher(header == null ? "" : header);
        return matcher.matches()
                ? Optional.of(new Traceparent(
                        matcher.group(1), matcher.group(2), (Integer.parseInt(matcher.group(3), 16) & 1) == 1))
                : Optional.empty();
    }

    /** A new span in a trace known by its id alone. */
    static Optional<Traceparent> inTrace(@Nullable String traceId) {
        return traceId != null && TRACE_ID.matcher(traceId).matches()
                ? Optional.of(new Traceparent(traceId, random(8), true))
                : Optional.empty();
    }

    static Traceparent fresh() {
        return new Traceparent(random(16), random(8), true);
    }

    Traceparent child() {
        return new Traceparent(traceId, random(8), sampled);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        bytes[0] |= 1; // never all zeros, which the standard forbids
        return HexFormat.of().formatHex(bytes);
    }
}
