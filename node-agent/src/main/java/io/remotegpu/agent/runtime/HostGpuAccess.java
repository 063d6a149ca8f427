package io.remotegpu.agent.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** For processes on the host itself, which reach what the host reaches: asks the host's own driver, in the name of the container. */
public final class HostGpuAccess implements GpuAccess {
    /** Tells a stand-in for whom it is asked. */
    public static final String FOR_CONTAINER = "REMOTEGPU_CONTAINER";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String nvidiaSmi;

    /** @param nvidiaSmi the executable */
    public HostGpuAccess(String nvidiaSmi) {
        this.nvidiaSmi = nvidiaSmi;
    }

    @Override
    public Answer of(String containerId) {
        ProcessBuilder builder = new ProcessBuilder(List.of(nvidiaSmi, "-L")).redirectErrorStream(true);
        builder.environment().put(FOR_CONTAINER, containerId);
        try {
            return ask(builder.start());
        } catch (IOException absent) {
            return new Answer.Untold("nvidia-smi cannot be run: " + absent.getMessage());
        }
    }

    private static Answer ask(Process process) {
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread.ofVirtual().name("gpu-access").start(() -> drain(process, output));
        try {
            String said = output.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return GpuAnswers.toList(process.waitFor(), said);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return new Answer.Untold("the agent ends");
        } catch (Exception silent) {
            return new Answer.Untold("nvidia-smi -L does not end");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void drain(Process process, CompletableFuture<String> output) {
        try (var stream = process.getInputStream()) {
            output.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }
}
