package io.remotegpu.agent.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaSmiTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15  | GPU is lost. Reboot the system to recover this GPU | DEVICE_LOST",
                "255 | Unable to determine the device handle for GPU0000:3B:00.0: Unknown Error | DEVICE_LOST",
                "0   | Unable to determine the device handle for GPU0000:3B:00.0: GPU is lost. | DEVICE_LOST",
                "9   | NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. | NO_DRIVER",
                "6   | No devices were found | NO_DEVICES",
                "0   | No devices were found | NO_DEVICES",
                "1   | Killed | UNREADABLE",
                "0   | <nvidia_smi_log><driver_version>1</driver_version></nvidia_smi_log> | NO_DEVICES",
            })
    void saysWhyThereAreNoDevices(int exit, String output, Cause cause) {
        assertThat(NvidiaSmi.judge(exit, output)).isInstanceOfSatisfying(Unavailable.class, it -> assertThat(it.cause())
                .isEqualTo(cause));
    }

    @Test
    void saysWhenItIsNotInstalled() {
        assertThat(new NvidiaSmi("/nowhere/nvidia-smi", Duration.ofSeconds(1)).read())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.cause()).isEqualTo(Cause.NOT_INSTALLED));
    }

    @Test
    void givesUpOnAHungDriver(@TempDir Path folder) throws IOException {
        Path hung = folder.resolve("nvidia-smi");
        Files.writeString(hung, "#!/bin/sh\nexec sleep 60\n");
        Files.setPosixFilePermissions(hung, PosixFilePermissions.fromString("rwx------"));

        assertThat(new NvidiaSmi(hung.toString(), Duration.ofMillis(50)).read())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TIMED_OUT));
    }
}
