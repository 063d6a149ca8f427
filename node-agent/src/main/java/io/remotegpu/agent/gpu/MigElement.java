package io.remotegpu.agent.gpu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The slices in a {@code gpu} element, each a device of its own: named after its GPU and profile, with its own memory and its own processes. */
final class MigElement {
    private MigElement() {}

    /** Those that the listing names: nobody can be given one whose UUID is not known. */
    static List<Gpu> slices(XmlNode element, Gpu gpu, MigListing listing) {
        return element.children("mig_devices").stream()
                .flatMap(devices -> devices.children("mig_device").stream())
                .flatMap(device -> slice(element, device, gpu, listing).stream())
                .toList();
    }

    private static Optional<Gpu> slice(XmlNode element, XmlNode device, Gpu gpu, MigListing listing) {
        return device.number("index")
                .flatMap(index -> listing.find(gpu.uuid(), index))
                .map(slice -> new Gpu(
                        slice.uuid(),
                        gpu.index(),
                        gpu.name() + " MIG " + slice.profile(),
                        gpu.brand(),
                        gpu.architecture(),
                        device.number("fb_memory_usage", "total").orElse(0),
                        device.number("fb_memory_usage", "used").orElse(0),
                        false,
                        processes(element, device),
                        device.number("fb_memory_usage", "used").isEmpty()
                                ? "the driver does not tell how much memory is used"
                                : gpu.fault(),
                        gpu.bus(),
                        gpu.vitals()));
    }

    private static List<GpuProcess> processes(XmlNode element, XmlNode device) {
        return element.children("processes").stream()
                .flatMap(processes -> processes.children("process_info").stream())
                .filter(process -> isOn(device, process))
                .map(GpuElement::process)
                .toList();
    }

    /** A process that does not say on which slice it is counts on each: what cannot be shown clean is not. */
    private static boolean isOn(XmlNode device, XmlNode process) {
        return Stream.of("gpu_instance_id", "compute_instance_id")
                .allMatch(
                        id -> process.number(id).isEmpty() || process.number(id).equals(device.number(id)));
    }
}
