package io.remotegpu.contracts.workload;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to run, said without naming a runtime: environments and GIS services are both workloads.
 *
 * @param image image reference as the engine understands it
 * @param argv command and arguments; empty for the image's own
 * @param env variables; none may select GPUs ({@code NVIDIA_*}, {@code CUDA_}, {@code ROCR_} and {@code HIP_VISIBLE_DEVICES} are refused)
 * @param cpu cores, 0.5 allowed
 * @param memory MiB
 * @param storage MiB of home, 0 for no limit
 * @param volumes named volumes that outlive the container
 * @param user the user inside to run as, null for the image's own
 * @param readOnlyRoot whether the root file system is read-only
 * @param datasets what it reads beside its volumes
 * @param files what it is told by files; written anew at each start, gone with the workload
 * @param process how a host without containers runs it, null if it offers only what that host offers to everyone
 * @param stopGraceSeconds how long it may take to end by itself when it is stopped, null for the scheduler's choice
 * @param entrypoint what runs in the place of the image's own entry point, {@code argv} being its arguments; empty for the image's own
 * @param dataFiles files of its owner that its host loads before it starts, null for none
 * @param disk MiB that it may take of its host's disk in all, its volumes and what it writes beside them; null for no limit
 * @param hostSelector which hosts will do
 * @param pids processes and threads that it may have at once, null for what its host allows everyone, which is also the most
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
        boolean readOnlyRoot,
        List<DatasetMount> datasets,
        List<WorkloadFile> files,
        @Nullable ProcessLaunch process,
        @Nullable Integer stopGraceSeconds,
        List<String> entrypoint,
        @Nullable DataFiles dataFiles,
        @Nullable Integer disk,
        HostSelector hostSelector,
        @Nullable Integer pids) {
    public Workload {
        if (disk != null && disk < 1) {
            throw new IllegalArgumentException("disk must be positive, was " + disk);
        }
        if (pids != null && pids < 1) {
            throw new IllegalArgumentException("pids must be positive, was " + pids);
        }
        datasets = Objects.requireNonNullElse(datasets, List.of());
        files = Objects.requireNonNullElse(files, List.of());
        entrypoint = Objects.requireNonNullElse(entrypoint, List.of());
        hostSelector = Objects.requireNonNullElse(hostSelector, HostSelector.ANY);
    }

    // spotless:off
    /** One that reads no datasets, has no files and goes to any host. */
    public Workload(
            String image, List<String> argv, Map<String, String> env, double cpu, int memory, int storage, GpuRequest gpu,
            List<PortRequest> ports, List<Volume> volumes, Probe probe, @Nullable String user, boolean readOnlyRoot) {
        this(
                image, argv, env, cpu, memory, storage, gpu, ports, volumes, probe, user, readOnlyRoot,
                List.of(), List.of(), null, null, List.of(), null, null, HostSelector.ANY, null);
    }
    // spotless:on

    /** The same with other cores and MiB. */
    public Workload sized(double newCpu, int newMemory) {
        return copy(copy -> copy.size(newCpu, newMemory));
    }

    /** The same from another image. */
    public Workload from(String newImage) {
        return copy(copy -> copy.image = newImage);
    }

    /** The same with these variables and no others. */
    public Workload with(Map<String, String> newEnv) {
        return copy(copy -> copy.env = newEnv);
    }

    /** The same with other datasets. */
    public Workload reading(List<DatasetMount> newDatasets) {
        return copy(copy -> copy.datasets = newDatasets);
    }

    /** The same told by these files, and run so by a host without containers. */
    public Workload told(List<WorkloadFile> newFiles, @Nullable ProcessLaunch newProcess) {
        return copy(copy -> copy.tell(newFiles, newProcess));
    }

    /** The same reading these files of its owner. */
    public Workload loading(@Nullable DataFiles newDataFiles) {
        return copy(copy -> copy.dataFiles = newDataFiles);
    }

    /** The same on such hosts only, with this much of their disk. */
    public Workload on(HostSelector newHostSelector, @Nullable Integer newDisk) {
        return copy(copy -> copy.place(newHostSelector, newDisk));
    }

    private Workload copy(Consumer<WorkloadCopy> change) {
        WorkloadCopy copy = new WorkloadCopy(this);
        change.accept(copy);
        return copy.done();
    }

    /** Without values that may be secret. */
    @Override
    public String toString() {
        return "Workload[image=%s, argv=%s, env=%s, cpu=%s, memory=%d, gpu=%s, files=%s]"
                .formatted(image, argv, env.keySet(), cpu, memory, gpu, files);
    }

    /**
     * @param count whole GPUs, 0 for none
     * @param models acceptable models, empty for any
     * @param minMemory MiB each GPU must have at least, 0 for any
     * @param share thousandths of one GPU, 1 to 999 with {@code count} 0; null for whole GPUs
     * @param migProfile a hardware slice such as {@code 1g.10gb}, {@code count} of them; null for none
     */
    public record GpuRequest(
            int count,
            List<String> models,
            int minMemory,
            @Nullable Integer share,
            @Nullable String migProfile) {
        public static final GpuRequest NONE = new GpuRequest(0, List.of(), 0);

        public GpuRequest {
            if (share != null && (share < 1 || share > 999 || count != 0 || migProfile != null)) {
                throw new IllegalArgumentException("a share is 1 to 999 thousandths of one GPU and nothing beside it");
            }
        }

        /** Whole GPUs. */
        public GpuRequest(int count, List<String> models, int minMemory) {
            this(count, models, minMemory, null, null);
        }
    }

    /** @param serviceType ssh, rdp, jupyter, http or custom */
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
     * @param contentType what an HTTP answer's media type must start with, null for any; some servers answer 200 with an error page
     */
    public record Probe(
            Kind kind,
            int internalPort,
            String path,
            int timeoutSeconds,
            @Nullable String contentType) {
        /** One that takes any media type. */
        public Probe(Kind kind, int internalPort, String path, int timeoutSeconds) {
            this(kind, internalPort, path, timeoutSeconds, null);
        }

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
