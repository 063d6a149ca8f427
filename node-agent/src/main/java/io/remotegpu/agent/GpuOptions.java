package io.remotegpu.agent;

import io.remotegpu.agent.gpu.amd.AmdGpus;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What an operator tells the agent of its GPUs' maker and programs. */
final class GpuOptions {
    enum Vendor {
        nvidia,
        amd,
        auto
    }

    enum Reset {
        never,
        idle
    }

    @Option(
            names = "--gpu-reset",
            defaultValue = "never",
            description =
                    "${COMPLETION-CANDIDATES}; idle: one attempt on a GPU that nobody uses and that is not clean (${DEFAULT-VALUE})")
    Reset reset = Reset.never;

    @Option(
            names = "--gpu-vendor",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES}; auto takes amd where only its programs are (${DEFAULT-VALUE})")
    Vendor vendor = Vendor.auto;

    @Option(
            names = "--nvidia-smi",
            defaultValue = "nvidia-smi",
            description = "the nvidia-smi to ask (${DEFAULT-VALUE})")
    String nvidiaSmi = "nvidia-smi";

    @Option(names = "--amd-smi", defaultValue = "amd-smi", description = "the amd-smi to ask (${DEFAULT-VALUE})")
    String amdSmi = "amd-smi";

    @Option(
            names = "--rocm-smi",
            defaultValue = "rocm-smi",
            description = "the rocm-smi to ask where there is no amd-smi (${DEFAULT-VALUE})")
    String rocmSmi = "rocm-smi";

    @Option(
            names = "--gpu-memory-floor",
            defaultValue = "128",
            description = "MiB that an idle driver may hold on a clean GPU (${DEFAULT-VALUE})")
    int memoryFloor = 128;

    /** Whether this host's cards are AMD's. */
    boolean isAmd() {
        return switch (vendor) {
            case nvidia -> false;
            case amd -> true;
            case auto -> !isThere(nvidiaSmi) && (isThere(amdSmi) || isThere(rocmSmi));
        };
    }

    AmdGpus amd() {
        return new AmdGpus(amdSmi, rocmSmi, HostGpus.PATIENCE);
    }

    private static boolean isThere(String executable) {
        Stream<Path> places = executable.contains(File.separator)
                ? Stream.of(Path.of(executable))
                : Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "")
                                .split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, executable));
        return places.anyMatch(Files::isExecutable);
    }
}
