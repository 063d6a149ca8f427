package io.remotegpu.contracts.workload;

/** One reason why a GPU is not healthy. {@code evidence} is what the driver or the kernel said, with numbers. */
public record GpuHealthCause(Kind kind, String evidence) {
    public enum Kind {
        /** The kernel log holds an error of the GPU itself. */
        XID,
        /** Memory errors that could not be corrected since the driver was loaded. */
        UNCORRECTABLE_ECC,
        /** Pages or rows wait to be retired or remapped: a reset does it. */
        MEMORY_REPAIR_PENDING,
        /** Rows could not be remapped: the card must be replaced. */
        MEMORY_REPAIR_FAILED,
        /** The driver asks for a reset or a reboot. */
        RECOVERY_NEEDED,
        /** It is as hot as the hardware allows, or slowed down because of that. */
        HEAT,
        /** It fell off the bus, or its host does not list it any more. */
        LOST,
        /** The driver cannot be reached. */
        DRIVER_GONE,
        /** The driver does not answer in time. */
        DRIVER_HANGS,
        /** What the driver says of it cannot be understood or trusted. */
        UNREADABLE
    }
}
