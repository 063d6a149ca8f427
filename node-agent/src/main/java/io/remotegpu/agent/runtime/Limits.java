package io.remotegpu.agent.runtime;

/** Changes what a running container may use, without a restart. A PlatformException that carries a {@link WorkloadFailure} says why not. */
public interface Limits {
    /** Gives it these cores and MiB. Refuses less memory than it uses now. */
    void change(String containerId, double cpu, int memory);

    /** The same, taking a change back: also if it uses more by now. */
    void restore(String containerId, double cpu, int memory);
}
