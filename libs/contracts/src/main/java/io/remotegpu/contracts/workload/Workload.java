package io.remotegpu.contracts.workload;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to run, said without naming a runtime: environments and GIS services are both workloads.
 *
 * @param image image reference as the engine understands it
 * @param argv command and arguments; empty for the image's own
 * @param env variables; none may select GPUs ({@code NVIDIA_*}, {@code CUDA_VISIBLE_DEVICES} are refused)
 * @param cpu cores, 0.5 allowed
 * @param memory MiB
 * @param storage MiB of home, 0 for no limit
 * @param volumes named volumes that outlive the container
 * @param user the user inside to run as, null for the image's own
 * @param readOnlyRoot whether the root file system is read-only
 */
public record Workload(
        String image,
        List<String> argv,
        Map<String, String> env,
        double cpu,
        int memory,
        int storage,
        GpuRequest gpu,
        List<PortRequest> ports,
        List<Volume> volumes,
        Probe probe,
        @Nullable String user,
        boolean readOnlyRoot) {

    /**
     * @param count whole GPUs, 0 for none
     * @param models acceptable models, empty for any
     * @param minMemory MiB each GPU must have at least, 0 for any
     */
    public record GpuRequest(int count, List<String> models, int minMemory) {
        public static final GpuRequest NONE = new GpuRequest(0, List.of(), 0);
    }

    /** @param serviceType ssh, rdp, jupyter or custom */
    public record PortRequest(String serviceType, int internalPort, String protocol) {}

    /** {@code name} is unique within the workload; {@code home} is the one kept until the workload is deleted. */
    public record Volume(String name, String mountPath, boolean readOnly) {}

    /**
     * When it counts as started.
     *
     * @param kind what to wait for
     * @param internalPort the port asked, 0 for {@link Kind#NONE}
     * @param path for {@link Kind#HTTP}
     * @param timeoutSeconds silence longer than this is a failure
     */
    public record Probe(Kind kind, int internalPort, String path, int timeoutSeconds) {
        public enum Kind {
            /** The container runs. */
            NONE,
            /** The port accepts a connection. */
            TCP,
            /** The port sends an SSH banner. */
            SSH,
            /** The path answers with a status below 400. */
            HTTP
        }
    }
}
