package io.remotegpu.messaging.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Knows the trace that the code on this thread belongs to. */
public final class Traces {
    private static final String TRACE_ID = "trace_id";
    private static final ScopedValue<Traceparent> HANDLED = ScopedValue.newInstance();

    private final Tracer tracer;

    public Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Runs the effect of a message as part of the message's trace; its log lines carry the {@code trace_id}. */
    public void handling(@Nullable String traceparent, Runnable effect) {
        Traceparent handled = Traceparent.parse(traceparent).orElseGet(Traceparent::fresh);
        String before = MDC.get(TRACE_ID);
        MDC.put(TRACE_ID, handled.traceId());
        try {
            ScopedValue.where(HANDLED, handled).run(effect);
        } finally {
            if (before == null) {
                MDC.remove(TRACE_ID);
            } else {
                MDC.put(TRACE_ID, before);
            }
        }
    }

    /** The header for a message caused here: of the tracer's span, else of the message handled, else of the request served, else of a new trace. */
    public String outgoing() {
        return span().or(() -> HANDLED.isBound() ? Optional.of(HANDLED.get().child()) : Optional.empty())
                .or(() -> Traceparent.inTrace(MDC.get(TRACE_ID)))
                .orElseGet(Traceparent::fresh)
                .toString();
    }

    private Optional<Traceparent> span() {
        Span span = tracer.currentSpan();
        if (span == null || span.isNoop()) {
            return Optional.empty();
        }
        TraceContext context = span.context();
        return Optional.of(
                new Traceparent(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled())));
    }
}
