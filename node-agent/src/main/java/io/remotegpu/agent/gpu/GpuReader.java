package io.remotegpu.agent.gpu;

import org.jspecify.annotations.Nullable;

/** Reads the state of all GPUs of the host, now. Never throws for what a GPU or its driver does. */
@FunctionalInterface
public interface GpuReader {
    GpuReading read();

    /** The machine that a GPU is in, where the GPUs of several are read; null where they are all in one. */
    default @Nullable String machineOf(String uuid) {
        return null;
    }
}
