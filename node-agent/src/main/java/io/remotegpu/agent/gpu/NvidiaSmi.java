package io.remotegpu.agent.gpu;

import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Asks {@code nvidia-smi -q -x}, and {@code -L} where a GPU is cut into slices. */
public final class NvidiaSmi implements GpuReader {
    private static final int EXIT_NO_DEVICES = 6;
    private static final int EXIT_NO_DRIVER = 9;
    private static final int EXIT_DEVICE_LOST = 15;

    private final String executable;
    private final Duration timeout;

    public NvidiaSmi(String executable, Duration timeout) {
        this.executable = executable;
        this.timeout = timeout;
    }

    @Override
    public GpuReading read() {
        return ask(
                (exit, output) -> {
                    GpuReading reading = judge(exit, output);
                    boolean cut = reading instanceof GpuReading.Devices devices && MigListing.isNeeded(devices.gpus());
                    return cut ? withSlices(output.strip()) : reading;
                },
                "-q",
                "-x");
    }

    private GpuReading withSlices(String xml) {
        return ask(
                (exit, listing) -> exit == 0
                        ? NvidiaSmiXml.parse(xml, MigListing.parse(listing))
                        : new Unavailable(Cause.UNREADABLE, "nvidia-smi -L ended with " + exit),
                "-L");
    }

    private GpuReading ask(BiFunction<Integer, String, GpuReading> judge, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of(executable), Stream.of(arguments)).toList();
        try {
            return await(new ProcessBuilder(command).redirectErrorStream(true).start(), judge);
        } catch (IOException e) {
            return new Unavailable(Cause.NOT_INSTALLED, "cannot run " + executable + ": " + e.getMessage());
        }
    }

    private GpuReading await(Process process, BiFunction<Integer, String, GpuReading> judge) {
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread.ofVirtual().name("nvidia-smi-output").start(() -> drain(process, output));
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Unavailable(
                        Cause.TIMED_OUT, "nvidia-smi did not answer within " + timeout.toSeconds() + " s");
            }
            return judge.apply(process.exitValue(), output.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Unavailable(Cause.TIMED_OUT, "interrupted while nvidia-smi ran");
        } catch (Exception e) {
            return new Unavailable(Cause.UNREADABLE, "the output of nvidia-smi could not be read: " + e.getMessage());
        }
    }

    private static void drain(Process process, CompletableFuture<String> output) {
        try (var stream = process.getInputStream()) {
            output.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }

    static GpuReading judge(int exit, String output) {
        String said = output.strip();
        String words = said.toLowerCase(Locale.ROOT);
        if (exit == EXIT_DEVICE_LOST || words.contains("unable to determine the device handle")) {
            return new Unavailable(Cause.DEVICE_LOST, firstLine(said));
        }
        if (exit == EXIT_NO_DRIVER || words.contains("couldn't communicate with the nvidia driver")) {
            return new Unavailable(Cause.NO_DRIVER, firstLine(said));
        }
        if (exit == EXIT_NO_DEVICES || words.startsWith("no devices were found")) {
            return new Unavailable(Cause.NO_DEVICES, firstLine(said));
        }
        if (exit != 0) {
            return new Unavailable(Cause.UNREADABLE, "nvidia-smi ended with " + exit + ": " + firstLine(said));
        }
        return NvidiaSmiXml.parse(said);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it said nothing");
    }
}
