package io.remotegpu.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as drivers print them. */
class GpuLineTest {
    private static final String UUID = "GPU-8fe3a97d-51f6-a669-0d80-b4530b81b816";

    @Test
    void readsWhatADataCentreCardTells() {
        assertThat(GpuLine.parse(UUID + ", 97, 41, 61440, 81559, 71, 612.75"))
                .contains(new GpuLine(UUID, 97.0, 41.0, 61440.0, 81559.0, 71.0, 612.75));
    }

    @Test
    void leavesOutWhatACardDoesNotTell() {
        assertThat(GpuLine.parse(UUID + ", [N/A], [N/A], 9029, 10240, 54, [N/A]"))
                .contains(new GpuLine(UUID, null, null, 9029.0, 10240.0, 54.0, null));
        assertThat(GpuLine.parse(UUID + ", 100, 37, 9029, 11019, 56, [Unknown Error]"))
                .contains(new GpuLine(UUID, 100.0, 37.0, 9029.0, 11019.0, 56.0, null));
        assertThat(GpuLine.parse(UUID + ", [Not Supported], [Not Supported], 3, 2004, 41, [Not Supported]"))
                .contains(new GpuLine(UUID, null, null, 3.0, 2004.0, 41.0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UUID + ", [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost], [GPU is lost]",
                "[Unknown Error], [Unknown Error], [Unknown Error], [Unknown Error], [Unknown Error], [Unknown Error], [Unknown Error]",
                "Unable to determine the device handle for GPU0000:BA:80.0: Unknown Error",
                "Unable to determine the device handle for GPU 0000:3B:00.0: GPU is lost.  Reboot the system to recover this GPU",
                "Failed to initialize NVML: Driver/library version mismatch",
                "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
                "No devices were found",
                "Field \"clocks_throttle_reasons.unknown\" is not a valid field to query.",
                "",
                UUID + ", 1, 2, 3"
            })
    void takesNothingElseForAReading(String line) {
        assertThat(GpuLine.parse(line)).isEqualTo(Optional.empty());
    }
}
