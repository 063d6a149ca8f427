package io.remotegpu.messaging.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Forged facts do not decide how often everybody waits. */
class CatchUpsTest {
    private static final HostId VICTIM = new HostId("victim");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 700_000_000L);
    private final CatchUps catchUps = new CatchUps(nanos::get);

    @Test
    void aHostThatIsKnownHasItsKeyAskedForOnceASecond() {
        assertThat(catchUps.allows(VICTIM, true)).isTrue();
        assertThat(IntStream.range(0, 1000).filter(forged -> catchUps.allows(VICTIM, true)))
                .isEmpty();
        assertThat(catchUps.allows(new HostId("another"), true)).isTrue();
        passMillis(999);
        assertThat(catchUps.allows(VICTIM, true)).isFalse();
        passMillis(1);
        assertThat(catchUps.allows(VICTIM, true)).isTrue();
    }

    @Test
    void madeUpHostsShareTwentyASecond() {
        assertThat(IntStream.range(0, 1000).filter(forged -> catchUps.allows(new HostId("no-" + forged), false)))
                .hasSize(20);
        assertThat(catchUps.allows(VICTIM, true)).isTrue();
        passMillis(1000);
        assertThat(catchUps.allows(new HostId("newcomer"), false)).isTrue();
        assertThat(catchUps.allows(new HostId("newcomer"), false)).isTrue();
    }

    @Test
    void knownHostsTogetherDoNotUseUpWhatANewcomerNeeds() {
        assertThat(IntStream.range(0, 1000).filter(forged -> catchUps.allows(new HostId("host-" + forged), true)))
                .hasSize(20);
        assertThat(catchUps.allows(new HostId("newcomer"), false)).isTrue();
        passMillis(1000);
        assertThat(catchUps.allows(new HostId("host-999"), true)).isTrue();
    }

    private void passMillis(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }
}
