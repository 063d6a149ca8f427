package io.remotegpu.agent.gpu;

/** Reads the state of all GPUs of the host, now. Never throws for what a GPU or its driver does. */
@FunctionalInterface
public interface GpuReader {
    GpuReading read();
}
