package io.remotegpu.agent.doctor;

import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The machine itself. */
public final class HostChecks {
    private static final long GIBIBYTE = 1L << 30;
    private static final long NEEDED = 2 * GIBIBYTE;
    private static final long COMFORTABLE = 20 * GIBIBYTE;

    private HostChecks() {}

    /**
     * @param file null if the agent was given none
     * @param judge throws for what the agent would not start with
     */
    public static Check configuration(@Nullable Path file, Runnable judge) {
        return new Check("configuration", () -> {
            try {
                judge.run();
            } catch (IllegalArgumentException refused) {
                return Finding.bad(
                        String.valueOf(refused.getMessage()), "the agent does not start until this is changed");
            }
            return Finding.good(
                    file == null ? "no file: flags and environment alone" : file + ", behind flags and environment");
        });
    }

    /** @param nvidiaSmi the executable */
    public static Check driver(String nvidiaSmi) {
        return new Check("driver", () -> listing(said(nvidiaSmi)));
    }

    /** @param cards of the maker AMD */
    public static Check amdDriver(GpuReader cards) {
        return new Check("driver", () -> switch (cards.read()) {
            case GpuReading.Devices devices -> Finding.good(devices.gpus().size() + " GPU(s)");
            case GpuReading.Unavailable unavailable ->
                Finding.bad(
                        unavailable.reason(),
                        "install ROCm with amd-smi and load amdgpu (amd-smi list must list the GPUs); to try without: --simulate-gpus 2");
        });
    }

    /** @param folder where homes, journals and images of the agent lie */
    public static Check disk(Path folder) {
        return new Check("disk", () -> {
            Path there = folder.toAbsolutePath();
            while (!Files.exists(there)) {
                there = Objects.requireNonNull(there.getParent(), "the root is there");
            }
            try {
                return space(Files.getFileStore(there).getUsableSpace(), folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot tell the space of " + folder, e);
            }
        });
    }

    static Finding listing(String listed) {
        long gpus = listed.lines().filter(line -> line.startsWith("GPU ")).count();
        return gpus > 0
                ? Finding.good(gpus + " GPU(s)")
                : Finding.bad(
                        listed.isBlank()
                                ? "nvidia-smi is not there"
                                : listed.lines().findFirst().orElse(""),
                        "install NVIDIA's driver and load it (nvidia-smi -L must list the GPUs); to try without: --simulate-gpus 2");
    }

    static Finding space(long free, Path folder) {
        String what = free / GIBIBYTE + " GiB free in " + folder;
        if (free < NEEDED) {
            return Finding.bad(
                    what, "make room or choose another --state-dir: journals and files of workloads need it");
        }
        return free < COMFORTABLE
                ? Finding.doubtful(
                        what, "images of environments take some GiB each: docker system df shows what can go")
                : Finding.good(what);
    }

    private static String said(String nvidiaSmi) {
        try {
            Process list = new ProcessBuilder(nvidiaSmi, "-L")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            list.waitFor(20, TimeUnit.SECONDS);
            return said;
        } catch (IOException notInstalled) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
