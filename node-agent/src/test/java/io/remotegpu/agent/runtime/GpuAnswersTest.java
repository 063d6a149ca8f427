package io.remotegpu.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.runtime.GpuAccess.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as drivers and shells give them. */
class GpuAnswersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-5c1b7d7a-0b0e-4e3c-9a55-1f2d3c4b5a60)           | Granted",
                "255 | Failed to initialize NVML: Unknown Error                                                | Denied",
                "0   | Failed to initialize NVML: Unknown Error                                                | Denied",
                "18  | Failed to initialize NVML: Driver/library version mismatch                              | Denied",
                "255 | Unable to determine the device handle for GPU0000:3B:00.0: Unknown Error                | Denied",
                "6   | No devices were found                                                                   | Denied",
                "12  | NVIDIA-SMI couldn't find libnvidia-ml.so library in your system.                        | Untold",
                "12  | Failed to initialize NVML: ERROR_LIBRARY_NOT_FOUND                                      | Untold",
                "0   | hello                                                                                   | Untold",
                "137 | ''                                                                                      | Untold",
            })
    void understandsWhatNvidiaSmiSays(int exit, String output, String answer) {
        assertThat(GpuAnswers.toList(exit, output).getClass().getSimpleName()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | reached                                                      | Granted",
                "1 | sh: 3: cannot create /dev/nvidiactl: Operation not permitted | Denied",
                "1 | sh: line 3: /dev/kfd: Operation not permitted                | Denied",
                "1 | ''                                                           | Untold",
                "1 | sh: 3: cannot open /dev/nvidiactl: Permission denied         | Untold",
            })
    void understandsWhatOpeningADeviceSays(int exit, String output, String answer) {
        assertThat(GpuAnswers.toOpen(exit, output).getClass().getSimpleName()).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127 | OCI runtime exec failed: exec failed: unable to start container process: exec: \"nvidia-smi\": executable file not found in $PATH | true",
                "126 | OCI runtime exec failed: exec failed: cannot exec in a stopped container | true",
                "255 | Failed to initialize NVML: Unknown Error | false",
            })
    void tellsAnImageWithoutNvidiaSmiFromAGpuThatIsGone(int exit, String output, boolean missing) {
        assertThat(GpuAnswers.isMissing(exit, output)).isEqualTo(missing);
    }

    @Test
    void passesOnOnePlainLineOfWhatATenantMayHaveWritten() {
        String hostile = "Failed to initialize NVML: \u001b[31m" + "x".repeat(5000) + "\nsecond line";

        assertThat(GpuAnswers.toList(255, hostile)).isInstanceOfSatisfying(Answer.Denied.class, denied -> {
            assertThat(denied.words()).hasSizeLessThan(250).doesNotContain("\u001b", "\n");
        });
    }
}
