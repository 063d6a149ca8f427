package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostHealthTest {
    private static final List<String> NONE = List.of();
    private static final List<String> XID = List.of("GPU 0 is unhealthy: Xid 79");
    private static final List<String> GONE = List.of("GPU 1 is gone");

    @Test
    void isHealthyWhileAllItsGpusAre() {
        assertThat(HostHealth.of("healthy", false, 2, 2, NONE, NONE)).isEqualTo(new HostHealth("healthy", NONE));
        assertThat(HostHealth.of("healthy", false, 0, 0, NONE, NONE)).isEqualTo(new HostHealth("healthy", NONE));
    }

    @Test
    void isDegradedWhenOneIsNotWellOrGone() {
        assertThat(HostHealth.of("healthy", false, 2, 1, XID, NONE)).isEqualTo(new HostHealth("degraded", XID));
        assertThat(HostHealth.of("healthy", false, 1, 1, NONE, GONE)).isEqualTo(new HostHealth("degraded", GONE));
    }

    @Test
    void isUnhealthyWhenNoneIsWell() {
        assertThat(HostHealth.of("healthy", false, 1, 0, XID, NONE)).isEqualTo(new HostHealth("unhealthy", XID));
        assertThat(HostHealth.of("healthy", false, 0, 0, NONE, GONE)).isEqualTo(new HostHealth("unhealthy", GONE));
    }

    @Test
    void isUnhealthyWhenItIsLostForGood() {
        assertThat(HostHealth.of("unknown", true, 2, 2, NONE, NONE))
                .isEqualTo(new HostHealth("unhealthy", List.of("declared lost")));
    }

    @Test
    void saysThatItIsNotHeardBeforeAllElse() {
        assertThat(HostHealth.of("suspect", false, 1, 0, XID, NONE))
                .isEqualTo(new HostHealth("suspect", List.of("no heartbeat", XID.getFirst())));
        assertThat(HostHealth.of("unknown", false, 2, 2, NONE, NONE))
                .isEqualTo(new HostHealth("unknown", List.of("no heartbeat")));
    }
}
