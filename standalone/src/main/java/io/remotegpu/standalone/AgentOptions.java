package io.remotegpu.standalone;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What the local agent is told: the runtime's name, and how many GPUs to simulate (0: see what the machine has). */
record AgentOptions(String runtime, int simulatedGpus) {
    private static final int FOR_TRYING_OUT = 2;

    /** What was asked for; else none where a driver answers, and a few where none does. */
    int gpusToSimulate() {
        if (simulatedGpus > 0) {
            return simulatedGpus;
        }
        return driverAnswers() ? 0 : FOR_TRYING_OUT;
    }

    private static boolean driverAnswers() {
        try {
            Process list = new ProcessBuilder("nvidia-smi", "-L")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return list.waitFor(20, TimeUnit.SECONDS) && list.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
