package io.remotegpu.agent.runtime;

import io.remotegpu.agent.files.FileReader;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.Volume;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Whatever runs containers. Every method may be repeated; undoing what never happened is fine. A failure to start is a
 * PlatformException that carries a {@link WorkloadFailure}; when the runtime itself does not answer, any RuntimeException.
 */
public interface ContainerRuntime extends AutoCloseable {
    /** docker, kubernetes or process. */
    String name();

    /** Whether this workload cannot run here without its image. */
    default boolean needsImage(Workload workload) {
        return true;
    }

    /** The files that the container is to find, as they must be written for it. */
    default List<WorkloadFile> files(ContainerSpec spec) {
        return spec.workload().files();
    }

    /** Who reads those files. */
    default FileReader fileReader(ContainerSpec spec) {
        return new FileReader.Inside(spec.workload().user());
    }

    /** Returns once the image is on this host. Gives up, with cause CANCELLED, soon after {@code cancelled} turns true. */
    void ensureImage(String image, BooleanSupplier cancelled);

    /** The same, telling every few seconds how far it has come where the runtime knows. */
    default void ensureImage(String image, BooleanSupplier cancelled, Consumer<PullProgress> progress) {
        ensureImage(image, cancelled);
    }

    /** The images that it keeps; empty where it keeps none, or others look after them. */
    default Optional<ImageShelf> shelf() {
        return Optional.empty();
    }

    void ensureVolume(WorkloadId workload, Volume volume);

    /** Creates it without starting anything; the id of the one that is there if it was created before. */
    String create(ContainerSpec spec);

    /** Starts a created container; {@code ports} are named in the failure if one is taken. */
    void start(String containerId, List<PortMapping> ports);

    /** Returns once it runs, or has run: at once, where a start is all that it takes. Gives up, with cause CANCELLED, soon after {@code cancelled} turns true. */
    default void awaitRunning(String containerId, BooleanSupplier cancelled) {}

    /** Its keys are those in {@code keys} now; nothing is to be done where it reads that very folder. */
    default void keysChanged(WorkloadId workload, Path keys) {}

    /** Asks it to end and ends it after {@code grace}. */
    void stop(String containerId, Duration grace);

    void remove(String containerId);

    /** Removes every volume of the workload, its home included. */
    void removeVolumes(WorkloadId workload);

    /** Every container of this platform on this host, running or not. */
    List<ContainerSummary> list();

    Optional<Container> inspect(String containerId);

    /** Where the host itself reaches a port inside the container; empty if it does not run. */
    Optional<InetSocketAddress> reach(String containerId, int internalPort);

    /** The last lines it printed, as far as they fit into a fact; empty if there are none. Masked, see MaskedText. */
    LastWords lastWords(String containerId);

    Sight sight();

    Limits limits();

    /** Asks in containers; where that cannot be, nothing is told. */
    default GpuAccess gpuAccess() {
        return GpuAccess.UNASKED;
    }

    Snapshots snapshots();

    /** Its volumes as archives. */
    Homes homes();

    /** Calls {@code listener} soon after a container ends; it may miss one, so {@link #list} is asked as well. */
    void onExit(Consumer<WorkloadId> listener);

    @Override
    void close();
}
