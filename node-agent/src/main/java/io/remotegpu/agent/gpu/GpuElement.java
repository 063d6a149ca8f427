package io.remotegpu.agent.gpu;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One {@code gpu} element. A field that the device does not have leaves a default; what cannot be trusted becomes a fault. */
final class GpuElement {
    private GpuElement() {}

    static Gpu read(XmlNode gpu, int index) {
        String bus = gpu.element().getAttribute("id");
        GpuVitals vitals = VitalsElement.read(gpu);
        return new Gpu(
                uuid(gpu).orElse(Gpu.UNREADABLE + bus),
                index,
                gpu.text("product_name").orElse("unknown"),
                gpu.text("product_brand").orElse("unknown"),
                gpu.text("product_architecture").orElse("unknown"),
                gpu.number("fb_memory_usage", "total").orElse(0),
                gpu.number("fb_memory_usage", "used").orElse(0),
                gpu.text("mig_mode", "current_mig").filter("Enabled"::equals).isPresent(),
                processes(gpu),
                fault(gpu, vitals),
                bus,
                vitals);
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

    /** A device that does not answer has words where others have theirs. */
    private static Optional<String> uuid(XmlNode gpu) {
        return gpu.text("uuid").filter(uuid -> uuid.startsWith("GPU-"));
    }

    private static @Nullable String fault(XmlNode gpu, GpuVitals vitals) {
        if (uuid(gpu).isEmpty()) {
            return "the driver tells no UUID";
        }
        if (gpu.number("fb_memory_usage", "used").isEmpty()) {
            return "the driver does not tell how much memory is used";
        }
        return vitals.recovery() != null
                ? "the driver asks for recovery: " + vitals.recovery()
                : vitals.repair().words();
    }
}
