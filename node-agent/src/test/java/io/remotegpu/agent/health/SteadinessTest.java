package io.remotegpu.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.GpuHealthCause.Kind;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    private static final Verdict HOT = Verdict.degraded(Kind.HEAT, "91 °C");
    private static final Verdict XID = Verdict.unhealthy(Kind.XID, "Xid 79");
    private static final Verdict HANGS = Verdict.unhealthy(Kind.DRIVER_HANGS, "no answer within 20 s");

    private final Steadiness steadiness = new Steadiness();

    @Test
    void tellsAtTheFirstLookThatOneIsWellAndThenNothing() {
        assertThat(steadiness.see(Verdict.HEALTHY)).contains(Verdict.HEALTHY);
        assertThat(steadiness.see(Verdict.HEALTHY)).isEmpty();
        assertThat(steadiness.isUnsure()).isFalse();
    }

    @Test
    void tellsWhatIsCertainAtOnceAlsoAtTheFirstLook() {
        assertThat(steadiness.see(XID)).contains(XID);
        assertThat(steadiness.see(XID)).isEmpty();
    }

    @Test
    void waitsForASecondLookAtWhatMayPass() {
        steadiness.see(Verdict.HEALTHY);
        assertThat(steadiness.see(HOT)).isEmpty();
        assertThat(steadiness.isUnsure()).isTrue();
        assertThat(steadiness.see(HOT)).contains(HOT);
        assertThat(steadiness.isUnsure()).isFalse();
    }

    @Test
    void tellsNothingOfOneThatIsHotNowAndThen() {
        steadiness.see(Verdict.HEALTHY);
        for (int i = 0; i < 10; i++) {
            assertThat(steadiness.see(HOT)).isEmpty();
            assertThat(steadiness.see(Verdict.HEALTHY)).isEmpty();
        }
    }

    @Test
    void believesThatItIsOverAfterThreeLooksInARow() {
        steadiness.see(XID);
        assertThat(steadiness.see(Verdict.HEALTHY)).isEmpty();
        assertThat(steadiness.see(Verdict.HEALTHY)).isEmpty();
        assertThat(steadiness.see(XID)).isEmpty();
        assertThat(steadiness.see(Verdict.HEALTHY)).isEmpty();
        assertThat(steadiness.see(Verdict.HEALTHY)).isEmpty();
        assertThat(steadiness.see(Verdict.HEALTHY)).contains(Verdict.HEALTHY);
    }

    @Test
    void doesNotTellAnotherTemperatureAsNews() {
        steadiness.see(HOT);
        steadiness.see(HOT);
        for (int i = 0; i < 5; i++) {
            assertThat(steadiness.see(Verdict.degraded(Kind.HEAT, "9" + i + " °C")))
                    .isEmpty();
        }
    }

    @Test
    void tellsAnotherCauseOnceItIsSure() {
        steadiness.see(HANGS);
        assertThat(steadiness.see(HANGS)).contains(HANGS);
        Verdict gone = Verdict.unhealthy(Kind.DRIVER_GONE, "no driver");
        assertThat(steadiness.see(gone)).isEmpty();
        assertThat(steadiness.see(gone)).isEmpty();
        assertThat(steadiness.see(gone)).contains(gone);
    }

    @Test
    void becomesWorseFromBadAtOnceIfThatIsCertain() {
        steadiness.see(HOT);
        steadiness.see(HOT);
        assertThat(steadiness.see(XID)).contains(XID);
    }
}
