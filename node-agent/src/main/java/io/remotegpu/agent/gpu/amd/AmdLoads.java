package io.remotegpu.agent.gpu.amd;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuLoad;
import io.remotegpu.agent.gpu.GpuLoad.Loads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How busy cards are, from either program. */
final class AmdLoads {
    private AmdLoads() {}

    /** @param known cards by their numbers, for this question is answered by numbers alone */
    static Loads fromAmdSmi(String metric, Map<Integer, Gpu> known) {
        try {
            return new Loads(
                    AmdJson.parse(metric).byGpu().entrySet().stream()
                            .flatMap(gpu -> measured(known.get(gpu.getKey()), gpu.getValue()))
                            .toList(),
                    null);
        } catch (IllegalArgumentException unreadable) {
            return new Loads(List.of(), "amd-smi metric: " + unreadable.getMessage());
        }
    }

    static Loads fromRocmSmi(String said) {
        try {
            return new Loads(
                    RocmSmiJson.cards(AmdJson.parse(said)).values().stream()
                            .flatMap(AmdLoads::told)
                            .toList(),
                    null);
        } catch (IllegalArgumentException unreadable) {
            return new Loads(List.of(), "rocm-smi: " + unreadable.getMessage());
        }
    }

    private static Stream<GpuLoad> measured(@Nullable Gpu gpu, AmdJson now) {
        if (gpu == null || !AmdSerial.isUuid(gpu.uuid())) {
            return Stream.empty();
        }
        return Stream.of(new GpuLoad(
                gpu.uuid(),
                plain(now.number("usage", "gfx_activity")),
                plain(now.number("usage", "umc_activity")),
                whole(now.mebibytes("mem_usage", "used_vram")),
                gpu.memoryTotal() == 0 ? null : Double.valueOf(gpu.memoryTotal()),
                plain(now.number("temperature", "hotspot").or(() -> now.number("temperature", "edge"))),
                plain(now.number("power", "socket_power").or(() -> now.number("power", "average_socket_power")))));
    }

    private static Stream<GpuLoad> told(AmdJson card) {
        return RocmSmiJson.serial(card).stream()
                .map(serial -> new GpuLoad(
                        AmdSerial.uuid(serial),
                        plain(card.number("GPU use (%)")),
                        plain(card.number("GPU Memory Read/Write Activity (%)")),
                        whole(RocmSmiJson.bytes(card, "VRAM Total Used Memory (B)")),
                        whole(RocmSmiJson.bytes(card, "VRAM Total Memory (B)")),
                        plain(card.number(RocmSmiJson.hottest(card))),
                        plain(card.number("Average Graphics Package Power (W)")
                                .or(() -> card.number("Current Socket Graphics Package Power (W)")))));
    }

    private static @Nullable Double plain(Optional<Double> number) {
        return number.orElse(null);
    }

    private static @Nullable Double whole(Optional<Integer> number) {
        return number.map(Integer::doubleValue).orElse(null);
    }
}
