package io.remotegpu.agent.gpu.amd;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuVitals;
import io.remotegpu.agent.gpu.GpuVitals.Repair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One card as it was told, in which what was not told is empty. Memory in MiB. */
record AmdCard(
        int index,
        String bus,
        Optional<Long> serial,
        String name,
        String architecture,
        Optional<Integer> memoryTotal,
        Optional<Integer> memoryUsed,
        Optional<List<GpuProcess>> processes,
        GpuVitals vitals) {
    private static final String BRAND = "AMD";

    /** Partitions of one card bear its number, and none of them is a whole card. */
    static GpuReading devices(String driver, List<AmdCard> cards) {
        if (cards.isEmpty()) {
            return new GpuReading.Unavailable(Cause.NO_DEVICES, "the driver lists no GPU");
        }
        var serials = cards.stream()
                .flatMap(card -> card.serial().stream())
                .collect(Collectors.groupingBy(serial -> serial, Collectors.counting()));
        return new GpuReading.Devices(
                driver,
                cards.stream()
                        .map(card -> card.gpu(
                                card.serial().map(serials::get).orElse(0L).longValue() > 1))
                        .toList());
    }

    static GpuVitals vitals(Optional<Double> temperature, Optional<Double> limit, long uncorrected) {
        return new GpuVitals(rounded(temperature), rounded(limit), null, false, uncorrected, Repair.NONE, null);
    }

    private static @Nullable Integer rounded(Optional<Double> number) {
        return number.map(value -> Math.toIntExact(Math.round(value))).orElse(null);
    }

    static Optional<List<GpuProcess>> fromKernel(Kfd kfd, Optional<Long> serial) {
        return serial.flatMap(kfd::processesOn).map(pids -> pids.stream()
                .map(pid -> new GpuProcess(pid, "unknown", 0))
                .toList());
    }

    private Gpu gpu(boolean partitioned) {
        return new Gpu(
                serial.map(AmdSerial::uuid).orElse(Gpu.UNREADABLE + bus),
                index,
                name,
                BRAND,
                architecture,
                memoryTotal.orElse(0),
                memoryUsed.orElse(0),
                partitioned,
                processes.orElse(List.of()),
                partitioned
                        ? "it is cut into partitions; only whole GPUs are leased: amd-smi set --gpu " + index
                                + " --compute-partition SPX"
                        : fault(),
                bus,
                vitals);
    }

    private @Nullable String fault() {
        if (serial.isEmpty()) {
            return "the driver tells no serial number";
        }
        if (memoryUsed.isEmpty()) {
            return "the driver does not tell how much memory is used";
        }
        return processes.isEmpty() ? "neither the driver nor the kernel tells which processes use it" : null;
    }
}
