package io.remotegpu.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.doctor.Finding.Health;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final String DATE = "Sun, 22 Nov 2026 12:00:00 GMT";
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void aDriverThatListsNoGpuIsBadAndItsOwnWordsAreTold() {
        assertThat(HostChecks.listing("GPU 0: Tesla T4 (UUID: GPU-1)\nGPU 1: Tesla T4 (UUID: GPU-2)\n"))
                .isEqualTo(Finding.good("2 GPU(s)"));
        Finding failed =
                HostChecks.listing("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n");
        assertThat(failed.health()).isEqualTo(Health.BAD);
        assertThat(failed.what()).startsWith("NVIDIA-SMI has failed");
        assertThat(HostChecks.listing("").what()).isEqualTo("nvidia-smi is not there");
    }

    @Test
    void aFullDiskIsBadAndATightOneDoubtful() {
        Path folder = Path.of("/var/lib/remotegpu-agent");
        assertThat(HostChecks.space(GIBIBYTE, folder).health()).isEqualTo(Health.BAD);
        assertThat(HostChecks.space(10 * GIBIBYTE, folder).health()).isEqualTo(Health.DOUBTFUL);
        assertThat(HostChecks.space(100 * GIBIBYTE, folder)).isEqualTo(Finding.good("100 GiB free in " + folder));
    }

    @Test
    void anEngineWithoutTheToolkitIsBadOnlyWhereThereAreGpus() {
        assertThat(EngineChecks.toolkit(Map.of("runc", "", "nvidia", ""), true).health())
                .isEqualTo(Health.GOOD);
        assertThat(EngineChecks.toolkit(Map.of("runc", ""), true).advice()).contains("nvidia-ctk");
        assertThat(EngineChecks.toolkit(Map.of("runc", ""), false).health()).isEqualTo(Health.GOOD);
    }

    @Test
    void cgroupfsIsDoubtfulForItMayTakeGpusFromContainers() {
        assertThat(EngineChecks.cgroups("systemd")).isEqualTo(Finding.good("systemd"));
        assertThat(EngineChecks.cgroups("cgroupfs").advice()).contains("native.cgroupdriver=systemd");
    }

    @Test
    void aClockThatIsFarFromThePlatformsIsBad() {
        assertThat(PlatformChecks.skew(Instant.parse("2026-11-22T12:00:20Z"), DATE))
                .isEqualTo(Finding.good("20 s ahead of the platform's"));
        Finding behind = PlatformChecks.skew(Instant.parse("2026-11-22T11:00:00Z"), DATE);
        assertThat(behind.health()).isEqualTo(Health.BAD);
        assertThat(behind.what()).isEqualTo("3600 s behind the platform's");
    }

    @Test
    void aLookThatFailsIsAFindingToo() {
        Finding failed = new Check("broken", () -> {
                    throw new IllegalStateException("no such thing");
                })
                .run();
        assertThat(failed.health()).isEqualTo(Health.BAD);
        assertThat(failed.what()).isEqualTo("no such thing");
    }
}
