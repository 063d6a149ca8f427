package io.remotegpu.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PushedEventsTest {
    private final PushedEvents events = new PushedEvents(2);

    @Test
    void handsOnWhatWaitsOnceAndInOrder() {
        events.offer(event("1"));
        events.offer(event("2"));
        assertThat(events.after("0")).extracting(StreamEvent::id).containsExactly("1", "2");
        assertThat(events.after("0")).isEmpty();
        assertThat(events.ended()).isFalse();
    }

    @Test
    void cutsOffAReaderThatIsTooSlowAfterWhatItCouldHold() {
        assertThat(events.offer(event("1"))).isTrue();
        assertThat(events.offer(event("2"))).isTrue();
        assertThat(events.offer(event("3"))).isFalse();
        assertThat(events.ended()).isFalse();
        assertThat(events.after("0")).hasSize(2);
        assertThat(events.ended()).isTrue();
        assertThat(events.offer(event("4"))).isFalse();
    }

    @Test
    void endsWhenItIsClosedAndRead() {
        events.offer(event("1"));
        events.close();
        assertThat(events.offer(event("2"))).isFalse();
        assertThat(events.after("0")).hasSize(1);
        assertThat(events.ended()).isTrue();
    }

    @Test
    void takesNoNameOrIdThatCouldForgeALine() {
        assertThatThrownBy(() -> event("1\ndata: forged")).isInstanceOf(IllegalArgumentException.class);
    }

    private static StreamEvent event(String id) {
        return new StreamEvent(id, "line", Map.of());
    }
}
