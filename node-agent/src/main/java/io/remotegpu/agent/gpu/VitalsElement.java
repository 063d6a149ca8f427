package io.remotegpu.agent.gpu;

import io.remotegpu.agent.gpu.GpuVitals.Repair;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The condition of a GPU in its {@code gpu} element. Drivers renamed elements over the years; the first that is there counts. */
final class VitalsElement {
    private static final List<String> THROTTLE = List.of("clocks_event_reasons", "clocks_throttle_reasons");
    private static final List<String> HEAT =
            List.of("clocks_event_reason_hw_thermal_slowdown", "clocks_throttle_reason_hw_thermal_slowdown");
    private static final String VOLATILE = "volatile";
    private static final String ECC = "ecc_errors";

    private VitalsElement() {}

    static GpuVitals read(XmlNode gpu) {
        return new GpuVitals(
                gpu.signed("temperature", "gpu_temp").orElse(null),
                gpu.signed("temperature", "gpu_temp_slow_threshold").orElse(null),
                headroom(gpu),
                isSlowedByHeat(gpu),
                uncorrectedErrors(gpu),
                repair(gpu),
                gpu.text("gpu_recovery_action").orElse(null));
    }

    /** Newer cards count down to a limit, and slow down somewhat below it. */
    private static @Nullable Integer headroom(XmlNode gpu) {
        Integer left = gpu.signed("temperature", "gpu_temp_tlimit").orElse(null);
        Integer slowdown =
                gpu.signed("temperature", "gpu_temp_slow_tlimit_threshold").orElse(null);
        return left == null || slowdown == null ? null : Integer.valueOf(left - slowdown);
    }

    private static boolean isSlowedByHeat(XmlNode gpu) {
        return THROTTLE.stream()
                .flatMap(group -> HEAT.stream().flatMap(reason -> gpu.text(group, reason).stream()))
                .findFirst()
                .filter("Active"::equals)
                .isPresent();
    }

    /** Volta and older count by bits, the others by kind of memory, the newest the SRAM twice over. */
    private static long uncorrectedErrors(XmlNode gpu) {
        Stream<String[]> counters = Stream.of(
                new String[] {ECC, VOLATILE, "double_bit", "total"},
                new String[] {ECC, VOLATILE, "sram_uncorrectable"},
                new String[] {ECC, VOLATILE, "sram_uncorrectable_parity"},
                new String[] {ECC, VOLATILE, "sram_uncorrectable_secded"},
                new String[] {ECC, VOLATILE, "dram_uncorrectable"});
        return counters.mapToLong(path -> gpu.number(path).orElse(0)).sum();
    }

    private static Repair repair(XmlNode gpu) {
        if (says(gpu, "remapped_rows", "remapped_row_failure")
                || says(gpu, ECC, "aggregate", "sram_threshold_exceeded")) {
            return Repair.FAILED;
        }
        if (says(gpu, "remapped_rows", "remapped_row_pending")) {
            return Repair.ROWS_PENDING;
        }
        return says(gpu, "retired_pages", "pending_retirement") || says(gpu, "retired_pages", "pending_blacklist")
                ? Repair.PAGES_PENDING
                : Repair.NONE;
    }

    private static boolean says(XmlNode gpu, String... path) {
        return gpu.text(path).filter("Yes"::equals).isPresent();
    }
}
