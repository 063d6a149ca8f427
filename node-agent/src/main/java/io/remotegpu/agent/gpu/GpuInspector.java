package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuEvidence;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of each GPU asked about whether it is clean. Whatever cannot be shown clean is not: it fails closed. */
public final class GpuInspector {
    private final GpuReader reader;
    private final int memoryFloor;
    private final Clock clock;
    private final @Nullable KernelLog kernel;
    private final @Nullable GpuReset reset;

    /** @param memoryFloor MiB that an idle driver may hold on a GPU nobody uses */
    public GpuInspector(GpuReader reader, int memoryFloor, Clock clock) {
        this(reader, memoryFloor, clock, null, null);
    }

    /**
     * @param kernel null where it has nothing to say of these GPUs
     * @param reset null where none is to be reset
     */
    public GpuInspector(
            GpuReader reader, int memoryFloor, Clock clock, @Nullable KernelLog kernel, @Nullable GpuReset reset) {
        this.reader = reader;
        this.memoryFloor = memoryFloor;
        this.clock = clock;
        this.kernel = kernel;
        this.reset = reset;
    }

    /** What may be tried on one that is not clean though nobody uses it. */
    public Optional<GpuReset> reset() {
        return Optional.ofNullable(reset);
    }

    /** Evidence for exactly these GPUs, in their order; nothing is read if there are none. */
    public List<GpuEvidence> inspect(List<String> uuids) {
        if (uuids.isEmpty()) {
            return List.of();
        }
        GpuReading reading = reader.read();
        return uuids.stream().map(uuid -> evidence(uuid, reading)).toList();
    }

    /** Why nobody may use this GPU, though others use it now; null if it is sound. Nothing is said about what they left on it. */
    public @Nullable String fault(String uuid) {
        return switch (reader.read()) {
            case GpuReading.Devices devices -> fault(devices.find(uuid));
            case GpuReading.Unavailable unavailable -> unavailable.reason();
        };
    }

    private static @Nullable String fault(Optional<Gpu> found) {
        return found.isEmpty() ? "the driver lists no such GPU" : faultOf(found.get());
    }

    private static @Nullable String faultOf(Gpu gpu) {
        return gpu.mig() ? cutIntoSlices(gpu) : gpu.fault();
    }

    private static String cutIntoSlices(Gpu gpu) {
        return "MIG is enabled; only whole GPUs are leased: nvidia-smi -i " + gpu.index() + " -mig 0";
    }

    private GpuEvidence evidence(String uuid, GpuReading reading) {
        return switch (reading) {
            case GpuReading.Devices devices -> evidence(uuid, devices.find(uuid));
            case GpuReading.Unavailable unavailable -> unknown(uuid, unavailable.reason());
        };
    }

    private GpuEvidence evidence(String uuid, Optional<Gpu> found) {
        return found.map(gpu -> new GpuEvidence(
                        uuid,
                        gpu.memoryUsed(),
                        gpu.processes().stream().map(GpuProcess::toString).toList(),
                        problem(gpu),
                        clock.instant(),
                        kernel == null ? null : kernel.isRead(),
                        kernel == null ? null : kernel.lastAt(gpu.bus()),
                        null))
                .orElseGet(() -> unknown(uuid, "the driver lists no such GPU"));
    }

    private GpuEvidence unknown(String uuid, String reason) {
        return new GpuEvidence(uuid, 0, List.of(), reason, clock.instant());
    }

    private @Nullable String problem(Gpu gpu) {
        if (gpu.fault() != null) {
            return gpu.fault();
        }
        if (gpu.mig()) {
            return cutIntoSlices(gpu);
        }
        if (!gpu.processes().isEmpty()) {
            return "processes still use it: " + gpu.processes();
        }
        if (gpu.memoryUsed() > memoryFloor) {
            return gpu.memoryUsed() + " MiB are in use, the floor is " + memoryFloor + " MiB";
        }
        return null;
    }
}
