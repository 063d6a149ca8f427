package io.remotegpu.agent.telemetry;

/** Reads how busy GPUs are, several times for each sample. */
public interface GpuFeed extends AutoCloseable {
    /** Returns when it is closed. */
    void run();

    /** What was read since the last call. */
    GpuReadings.Taken take();

    @Override
    void close();
}
