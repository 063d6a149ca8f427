package io.remotegpu.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;

class TraceparentTest {
    private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsAndWritesTheStandardForm() {
        assertThat(Traceparent.parse(HEADER)).map(Traceparent::toString).contains(HEADER);
    }

    @Test
    void passesOverWhatIsNoTraceContext() {
        assertThat(Traceparent.parse(null)).isEmpty();
        assertThat(Traceparent.parse("hello")).isEmpty();
        assertThat(Traceparent.parse("00-00000000000000000000000000000000-00f067aa0ba902b7-01"))
                .isEmpty();
    }

    @Test
    void keepsTheTraceAndChangesTheSpanInAChild() {
        Traceparent parent = Traceparent.parse(HEADER).orElseThrow();

        Traceparent child = parent.child();

        assertThat(child.traceId()).isEqualTo(parent.traceId());
        assertThat(child.spanId()).isNotEqualTo(parent.spanId());
    }

    @Test
    void beginsATraceOutsideOfAnyAndJoinsTheOneHandled() {
        Traces traces = new Traces(Tracer.NOOP);
        String[] inside = new String[1];

        traces.handling(HEADER, () -> inside[0] = traces.outgoing());

        assertThat(inside[0]).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
        assertThat(traces.outgoing()).doesNotContain("4bf92f3577b34da6a3ce929d0e0e4736");
    }
}
