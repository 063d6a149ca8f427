package io.remotegpu.contracts.workload;

import org.jspecify.annotations.Nullable;

/**
 * What one GPU did during a sample. A value is null where its driver does not tell it.
 *
 * @param readings how often it was read
 * @param utilization percent of the time in which something ran on it, the mean of all readings
 * @param utilizationMax the highest reading
 * @param memoryUtilization percent of the time in which its memory was read or written, the mean
 * @param memoryUsed MiB, the most
 * @param memoryTotal MiB
 * @param temperature degrees Celsius, the highest
 * @param power watts, the mean
 */
public record GpuSample(
        String uuid,
        int readings,
        @Nullable Double utilization,
        @Nullable Integer utilizationMax,
        @Nullable Double memoryUtilization,
        @Nullable Integer memoryUsed,
        @Nullable Integer memoryTotal,
        @Nullable Integer temperature,
        @Nullable Double power) {}
