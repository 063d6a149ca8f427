package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuHealth;
import java.time.Instant;

/** What the kernel said about a GPU that should not be used as if nothing were. */
public record KernelFault(int number, Instant at, String words, GpuHealth health) {
    @Override
    public String toString() {
        return "Xid %d at %s: %s".formatted(number, at, words);
    }
}
