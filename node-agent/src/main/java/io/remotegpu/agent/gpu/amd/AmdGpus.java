package io.remotegpu.agent.gpu.amd;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuLoad;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.amd.AmdTool.Silent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks {@code amd-smi}, and {@code rocm-smi} where that is not installed. */
public final class AmdGpus implements GpuReader {
    private static final String JSON = "--json";

    private final AmdTool amdSmi;
    private final AmdTool rocmSmi;
    private final Kfd kfd;
    private final DrmDevices drm;
    private volatile Map<Integer, Gpu> known = new ConcurrentHashMap<>();

    /** @param timeout of each question */
    public AmdGpus(String amdSmi, String rocmSmi, Duration timeout) {
        this(amdSmi, rocmSmi, timeout, Kfd.USUAL, DrmDevices.USUAL);
    }

    AmdGpus(String amdSmi, String rocmSmi, Duration timeout, Path kfd, Path drm) {
        this.amdSmi = new AmdTool(amdSmi, timeout);
        this.rocmSmi = new AmdTool(rocmSmi, timeout);
        this.kfd = new Kfd(kfd);
        this.drm = new DrmDevices(drm);
    }

    @Override
    public GpuReading read() {
        GpuReading reading = readNow();
        if (reading instanceof GpuReading.Devices devices) {
            known = devices.gpus().stream().collect(Collectors.toMap(Gpu::index, gpu -> gpu));
        }
        return reading;
    }

    /** How busy they are, each whose number is known; asks less than {@link #read} does. */
    public GpuLoad.Loads loads() {
        if (known.isEmpty() && read() instanceof GpuReading.Unavailable unavailable) {
            return new GpuLoad.Loads(List.of(), unavailable.reason());
        }
        try {
            return AmdLoads.fromAmdSmi(amdSmi.ask("metric", JSON), known);
        } catch (Silent silent) {
            return isAbsent(silent)
                    ? loadsFromRocmSmi()
                    : new GpuLoad.Loads(List.of(), silent.reason().reason());
        }
    }

    /** The address of a card; a card stays at its own until the next boot. */
    public Optional<String> busOf(String uuid) {
        return seen(uuid).or(() -> {
            read();
            return seen(uuid);
        });
    }

    private Optional<String> seen(String uuid) {
        return known.values().stream()
                .filter(gpu -> gpu.uuid().equals(uuid))
                .map(Gpu::bus)
                .findFirst();
    }

    private GpuReading readNow() {
        try {
            return AmdSmiJson.parse(
                    new AmdSmiJson.Said(
                            amdSmi.ask("list", JSON),
                            amdSmi.ask("static", JSON),
                            amdSmi.ask("metric", JSON),
                            amdSmi.ask("process", JSON)),
                    kfd);
        } catch (Silent silent) {
            return isAbsent(silent) ? fromRocmSmi() : silent.reason();
        }
    }

    private GpuReading fromRocmSmi() {
        try {
            return RocmSmiJson.parse(askRocmSmi(), kfd, drm);
        } catch (Silent silent) {
            return silent.reason();
        }
    }

    private GpuLoad.Loads loadsFromRocmSmi() {
        try {
            return AmdLoads.fromRocmSmi(askRocmSmi());
        } catch (Silent silent) {
            return new GpuLoad.Loads(List.of(), silent.reason().reason());
        }
    }

    private String askRocmSmi() throws Silent {
        return rocmSmi.ask(RocmSmiJson.ARGUMENTS.toArray(String[]::new));
    }

    private static boolean isAbsent(Silent silent) {
        return silent.reason().cause() == Cause.NOT_INSTALLED;
    }
}
