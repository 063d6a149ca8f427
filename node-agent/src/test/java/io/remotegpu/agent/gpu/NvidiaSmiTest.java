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
                "255 | Unable to determine the device handle for GPU4: 0000:5E:00.0: Unknown Error | DEVICE_LOST",
                "18  | Failed to initialize NVML: Driver/library version mismatch | NO_DRIVER",
                "255 | Failed to initialize NVML: Unknown Error | NO_DRIVER",
                "1   | Killed | UNREADABLE",
                "0   | <nvidia_smi_log><driver_version>1</driver_version></nvidia_smi_log> | NO_DEVICES",
            })
    void saysWhyThereAreNoDevices(int exit, String output, Cause cause) {
        assertThat(NvidiaSmi.judge(exit, output)).isInstanceOfSatisfying(Unavailable.class, it -> assertThat(it.cause())
                .isEqualTo(cause));
    }

    @Test
    void takesNoNameThatATenantGaveAProcessForAComplaint() {
        String name = "No devices were found. Unable to determine the device handle: failed to initialize NVML";
        assertThat(NvidiaSmi.judge(0, reading(name))).isInstanceOf(GpuReading.Devices.class);
    }

    @Test
    void readsWhatStandsBetweenWarnings() {
        String warning = "WARNING: infoROM is corrupted at gpu 0000:3B:00.0";
        assertThat(NvidiaSmi.judge(14, reading("python") + "\n" + warning)).isInstanceOf(GpuReading.Devices.class);
        assertThat(NvidiaSmi.judge(14, warning)).isInstanceOfSatisfying(Unavailable.class, it -> assertThat(it.cause())
                .isEqualTo(Cause.UNREADABLE));
    }

    private static String reading(String process) {
        return """
                <?xml version="1.0" ?>
                <nvidia_smi_log><driver_version>1</driver_version><gpu id="00000000:3B:00.0"><uuid>GPU-1</uuid>
                <fb_memory_usage><total>1 MiB</total><used>0 MiB</used></fb_memory_usage><processes><process_info><pid>1</pid>
                <process_name>%s</process_name></process_info></processes></gpu></nvidia_smi_log>""".formatted(process);
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
