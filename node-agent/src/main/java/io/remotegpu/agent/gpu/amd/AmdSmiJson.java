package io.remotegpu.agent.gpu.amd;

import io.remotegpu.agent.gpu.GpuProcess;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import io.remotegpu.agent.gpu.GpuVitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Joins what the four questions to amd-smi say of each GPU. */
final class AmdSmiJson {
    private static final String NOBODY = "No running processes detected";
    private static final AmdJson NOTHING = new AmdJson(tools.jackson.databind.node.MissingNode.getInstance());

    private final Map<Integer, AmdJson> listed;
    private final Map<Integer, AmdJson> fixed;
    private final Map<Integer, AmdJson> measured;
    private final Map<Integer, AmdJson> used;
    private final Kfd kfd;

    private AmdSmiJson(Said said, Kfd kfd) {
        this.listed = AmdJson.parse(said.list()).byGpu();
        this.fixed = AmdJson.parse(said.fixed()).byGpu();
        this.measured = AmdJson.parse(said.metric()).byGpu();
        this.used = AmdJson.parse(said.process()).byGpu();
        this.kfd = kfd;
    }

    /**
     * What {@code amd-smi} printed as JSON.
     *
     * @param fixed what it calls static
     */
    record Said(String list, String fixed, String metric, String process) {}

    static GpuReading parse(Said said, Kfd kfd) {
        try {
            return new AmdSmiJson(said, kfd).devices();
        } catch (IllegalArgumentException unreadable) {
            return new Unavailable(Cause.UNREADABLE, "amd-smi: " + unreadable.getMessage());
        }
    }

    private GpuReading devices() {
        TreeSet<Integer> indexes = new TreeSet<>(listed.keySet());
        indexes.addAll(fixed.keySet());
        List<AmdCard> cards = indexes.stream().map(this::card).toList();
        String driver = fixed.values().stream()
                .flatMap(gpu -> gpu.text("driver", "version").stream())
                .findFirst()
                .orElse("unknown");
        return AmdCard.devices(driver, cards);
    }

    private AmdCard card(int index) {
        AmdJson known = fixed.getOrDefault(index, NOTHING);
        AmdJson now = measured.getOrDefault(index, NOTHING);
        Optional<Long> serial = known.text("asic", "asic_serial").flatMap(AmdSerial::parse);
        return new AmdCard(
                index,
                listed.getOrDefault(index, NOTHING)
                        .text("bdf")
                        .or(() -> known.text("bus", "bdf"))
                        .orElse(""),
                serial,
                known.text("asic", "market_name")
                        .or(() -> known.text("board", "product_name"))
                        .orElse("unknown"),
                known.text("asic", "target_graphics_version").orElse("unknown"),
                now.mebibytes("mem_usage", "total_vram")
                        .or(() -> known.mebibytes("vram", "size"))
                        .or(() -> known.mebibytes("vram", "vram_size_mb")),
                now.mebibytes("mem_usage", "used_vram"),
                processes(used.getOrDefault(index, NOTHING), serial),
                vitals(known, now));
    }

    /** Empty if it is not told. Versions differ in whether {@code N/A} means nobody or somebody it knows nothing of, so the kernel is asked then. */
    private Optional<List<GpuProcess>> processes(AmdJson gpu, Optional<Long> serial) {
        JsonNode list = gpu.at("process_list").node();
        if (list.isString() && list.asString().equals(NOBODY)) {
            return Optional.of(List.of());
        }
        if (!list.isArray()) {
            return AmdCard.fromKernel(kfd, serial);
        }
        List<GpuProcess> processes = new ArrayList<>();
        for (JsonNode entry : list) {
            AmdJson info = new AmdJson(entry).at("process_info");
            if (info.node().isObject()) {
                processes.add(process(info));
            } else if (!info.text().equals(Optional.of(NOBODY))) {
                return AmdCard.fromKernel(kfd, serial);
            }
        }
        return Optional.of(processes);
    }

    private static GpuProcess process(AmdJson info) {
        return new GpuProcess(
                info.number("pid").orElse(0.0).longValue(),
                info.text("name").orElse("unknown"),
                info.mebibytes("memory_usage", "vram_mem")
                        .or(() -> info.mebibytes("mem_usage"))
                        .orElse(0));
    }

    /** The hottest spot limits newer cards, the edge older ones. */
    private static GpuVitals vitals(AmdJson known, AmdJson now) {
        String where = now.number("temperature", "hotspot").isPresent() ? "hotspot" : "edge";
        return AmdCard.vitals(
                now.number("temperature", where),
                known.number("limit", "slowdown_" + where + "_temperature"),
                now.number("ecc", "total_uncorrectable_count").orElse(0.0).longValue());
    }
}
