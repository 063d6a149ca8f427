package io.remotegpu.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.scheduler.placement.Taints.Asker;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaintsTest {
    private static final Asker ASKER = new Asker(7, 3, false);

    @Test
    void aSharedGpuIsRefusedWhereSharingIsForbidden() {
        assertThat(tolerates("gpu-sharing=forbidden", gpus(1, 500), ASKER)).isFalse();
        assertThat(tolerates("gpu-sharing=forbidden", gpus(1, 1000), ASKER)).isTrue();
        assertThat(tolerates("gpu-sharing=forbidden", gpus(0, 1000), ASKER)).isTrue();
    }

    @Test
    void hostsMayBeForSomeOnly() {
        assertThat(tolerates("workspace=3", gpus(1, 1000), ASKER)).isTrue();
        assertThat(tolerates("workspace=30", gpus(1, 1000), ASKER)).isFalse();
        assertThat(tolerates("customer=7", gpus(1, 1000), ASKER)).isTrue();
        assertThat(tolerates("gpu=required", gpus(0, 1000), ASKER)).isFalse();
        assertThat(tolerates("spot=only", gpus(1, 1000), ASKER)).isFalse();
        assertThat(tolerates("spot=only", gpus(1, 1000), new Asker(7, 3, true))).isTrue();
    }

    @Test
    void whatNobodyKnowsNobodyTolerates() {
        assertThat(tolerates("being-repaired", gpus(0, 1000), ASKER)).isFalse();
    }

    @Test
    void aRequestMayTolerateWhatSaysNothingOfWhoItIs() {
        assertThat(tolerates("team=vision", tolerating("team=vision"), ASKER)).isTrue();
        assertThat(tolerates("team=vision", tolerating("team=sound"), ASKER)).isFalse();
    }

    @Test
    void nobodySaysOfHimselfWhoHeIsNorOpensAHostThatIsClosed() {
        for (String taint :
                List.of("workspace=30", "customer=8", "spot=only", "gpu=broken", "gpu-sharing=never", "broken", "=x")) {
            assertThat(tolerates(taint, tolerating(taint), ASKER)).as(taint).isFalse();
        }
    }

    private static Demand tolerating(String taint) {
        return gpus(1, 1000).tolerating(Set.of(taint), Set.of());
    }

    private static boolean tolerates(String taint, Demand demand, Asker asker) {
        return !Taints.tolerated(Set.of(taint), demand, asker).isEmpty();
    }

    private static Demand gpus(int count, int milli) {
        return Demand.of(1, 1024, count, milli, List.of());
    }
}
