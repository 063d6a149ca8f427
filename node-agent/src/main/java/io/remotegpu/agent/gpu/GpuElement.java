package io.remotegpu.agent.gpu;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One {@code gpu} element. A field that the device does not have leaves a default; what cannot be trusted becomes a fault. */
final class GpuElement {
    private GpuElement() {}

    static Gpu read(XmlNode gpu, int index) {
        String bus = gpu.element().getAttribute("id");
        return new Gpu(
                gpu.text("uuid").orElse("unreadable-" + bus),
                index,
                gpu.text("product_name").orElse("unknown"),
                gpu.text("product_brand").orElse("unknown"),
                gpu.text("product_architecture").orElse("unknown"),
                gpu.number("fb_memory_usage", "total").orElse(0),
                gpu.number("fb_memory_usage", "used").orElse(0),
                gpu.text("mig_mode", "current_mig").filter("Enabled"::equals).isPresent(),
                processes(gpu),
                fault(gpu),
                bus);
    }

    private static List<GpuProcess> processes(XmlNode gpu) {
        return gpu.children("processes").stream()
                .flatMap(processes -> processes.children("process_info").stream())
                .map(GpuElement::process)
                .toList();
    }

    static GpuProcess process(XmlNode info) {
        return new GpuProcess(
                info.number("pid").orElse(0),
                info.text("process_name").orElse("unknown"),
                info.number("used_memory").orElse(0));
    }

    private static @Nullable String fault(XmlNode gpu) {
        if (gpu.text("uuid").isEmpty()) {
            return "the driver tells no UUID";
        }
        if (gpu.number("fb_memory_usage", "used").isEmpty()) {
            return "the driver does not tell how much memory is used";
        }
        return recovery(gpu)
                .or(() -> flag(gpu, "page retirement is pending: reset the GPU", "retired_pages", "pending_retirement"))
                .or(() -> flag(gpu, "row remapping is pending: reset the GPU", "remapped_rows", "remapped_row_pending"))
                .or(() -> flag(gpu, "row remapping failed: replace the GPU", "remapped_rows", "remapped_row_failure"))
                .orElse(null);
    }

    private static Optional<String> recovery(XmlNode gpu) {
        return gpu.text("gpu_recovery_action").map(action -> "the driver asks for recovery: " + action);
    }

    private static Optional<String> flag(XmlNode gpu, String meaning, String... path) {
        return gpu.text(path).filter("Yes"::equals).map(yes -> meaning);
    }
}
