package io.remotegpu.agent.gpu;

/** A process that uses a GPU. {@code memoryUsed} in MiB, 0 where the driver does not say. */
public record GpuProcess(long pid, String name, int memoryUsed) {
    @Override
    public String toString() {
        return pid + " " + name;
    }
}
