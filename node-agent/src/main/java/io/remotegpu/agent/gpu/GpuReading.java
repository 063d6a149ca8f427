package io.remotegpu.agent.gpu;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to "which GPUs are there now": devices, or why none can be told. */
public sealed interface GpuReading {
    /**
     * The driver answered.
     *
     * @param cudaVersion the newest that it serves, null if it does not say
     */
    record Devices(
            String driverVersion, List<Gpu> gpus, @Nullable String cudaVersion) implements GpuReading {
        /** Of a driver that says nothing of CUDA. */
        public Devices(String driverVersion, List<Gpu> gpus) {
            this(driverVersion, gpus, null);
        }

        public Optional<Gpu> find(String uuid) {
            return gpus.stream().filter(gpu -> gpu.uuid().equals(uuid)).findFirst();
        }
    }

    /** The driver did not answer, or said that it has nothing; {@code reason} in its own words. */
    record Unavailable(Cause cause, String reason) implements GpuReading {}

    enum Cause {
        /** There is no nvidia-smi here. */
        NOT_INSTALLED,
        /** nvidia-smi cannot reach the driver. */
        NO_DRIVER,
        /** The driver has no devices. */
        NO_DEVICES,
        /** A device fell off the bus; the others cannot be told apart from it safely. */
        DEVICE_LOST,
        /** nvidia-smi did not end in time, which is how a hung GPU looks. */
        TIMED_OUT,
        /** nvidia-smi said something we do not understand. */
        UNREADABLE
    }
}
