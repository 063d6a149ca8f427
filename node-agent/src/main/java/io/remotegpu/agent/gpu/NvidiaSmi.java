package io.remotegpu.agent.gpu;

import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Asks {@code nvidia-smi -q -x}, and {@code -L} where a GPU is cut into slices. */
public final class NvidiaSmi implements GpuReader {
    private static final int EXIT_NO_DEVICES = 6;
    private static final int EXIT_NO_DRIVER = 9;
    private static final int EXIT_DEVICE_LOST = 15;
    /** A warning; the readings are whole. */
    private static final int EXIT_DAMAGED_INFOROM = 14;

    private static final List<String> LOST = List.of("unable to determine the device handle", "gpu is lost");
    private static final List<String> GONE =
            List.of("couldn't communicate with the nvidia driver", "failed to initialize nvml");
    private static final String ROOT = "<nvidia_smi_log";
    private static final String ROOT_END = "</nvidia_smi_log>";

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
                    return cut ? withSlices(output) : reading;
                },
                "-q",
                "-x");
    }

    private GpuReading withSlices(String said) {
        return ask(
                (exit, listing) -> exit == 0
                        ? NvidiaSmiXml.parse(xml(said), MigListing.parse(listing))
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

    /**
     * Only what stands before the XML is the driver's own complaint: within it are names that tenants choose. Warnings may follow it.
     */
    static GpuReading judge(int exit, String output) {
        String said = output.strip();
        int begin = begin(said);
        String complaint = begin >= 0 ? said.substring(0, begin).strip() : said;
        Optional<Cause> cause = cause(exit, complaint.toLowerCase(Locale.ROOT));
        if (cause.isPresent()) {
            return new Unavailable(cause.get(), firstLine(complaint));
        }
        if (exit != 0 && (exit != EXIT_DAMAGED_INFOROM || begin < 0)) {
            return new Unavailable(Cause.UNREADABLE, "nvidia-smi ended with " + exit + ": " + firstLine(complaint));
        }
        return NvidiaSmiXml.parse(xml(said));
    }

    private static String xml(String output) {
        int begin = begin(output);
        int end = output.lastIndexOf(ROOT_END);
        return begin >= 0 && end > begin ? output.substring(begin, end + ROOT_END.length()) : output.strip();
    }

    private static int begin(String output) {
        int declared = output.indexOf("<?xml");
        return declared >= 0 ? declared : output.indexOf(ROOT);
    }

    private static Optional<Cause> cause(int exit, String words) {
        if (exit == EXIT_DEVICE_LOST || LOST.stream().anyMatch(words::contains)) {
            return Optional.of(Cause.DEVICE_LOST);
        }
        if (exit == EXIT_NO_DRIVER || GONE.stream().anyMatch(words::contains)) {
            return Optional.of(Cause.NO_DRIVER);
        }
        return exit == EXIT_NO_DEVICES || words.startsWith("no devices were found")
                ? Optional.of(Cause.NO_DEVICES)
                : Optional.empty();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().filter(line -> !line.isBlank()).orElse("it said nothing");
    }
}
