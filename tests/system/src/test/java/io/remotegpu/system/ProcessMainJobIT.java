package io.remotegpu.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On the process runtime, which is for trying the product where no container engine is. */
class ProcessMainJobIT extends MainJob {
    private static PlatformProcess platform;

    @BeforeAll
    static void startPlatform() {
        platform = PlatformProcess.start(
                folder.resolve("process"), 19_080, "--runtime", "process", "--simulate-gpus", "2");
    }

    @AfterAll
    static void stopPlatform() {
        if (platform != null) {
            platform.close();
        }
    }

    @Override
    PlatformProcess platform() {
        return platform;
    }

    @Override
    void assertNothingRuns(String environment) {
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(command -> command.contains(environment)))
                .isEmpty();
    }
}
