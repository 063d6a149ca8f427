package io.remotegpu.contracts.workload;

/** Why a workload did not start or did not stay. Decides whether another try makes sense. */
public enum FailureCause {
    /** The engine cannot find or pull the image; the same elsewhere. */
    IMAGE_UNAVAILABLE(false),
    /** The request itself cannot work, such as a forbidden variable or a command that does not exist. */
    INVALID_WORKLOAD(false),
    /** Someone else listens on the host port; another port will do. */
    PORT_TAKEN(true),
    /** A GPU was not clean or is gone; other GPUs will do. */
    GPU_DIRTY(true),
    /** The host could not do it now; another host may. */
    HOST_ERROR(true),
    /** It started but its probe never answered. */
    PROBE_FAILED(false),
    /** The command was older than one already carried out. */
    FENCED(false),
    /** The host said nothing in time; another host may. */
    TIMEOUT(true),
    /** It ran and ended by itself. */
    EXITED(false),
    /** It ran and the kernel ended it for using more memory than it asked for. */
    OUT_OF_MEMORY(false),
    /** No host could ever take it. */
    UNPLACEABLE(false),
    /** Its host was declared lost for good, and with it what ran there. */
    HOST_LOST(false),
    /** A person withdrew it. */
    CANCELLED(false);

    private final boolean worthRetrying;

    FailureCause(boolean worthRetrying) {
        this.worthRetrying = worthRetrying;
    }

    /** Whether the same workload may succeed on other ports, GPUs or hosts. */
    public boolean worthRetrying() {
        return worthRetrying;
    }
}
