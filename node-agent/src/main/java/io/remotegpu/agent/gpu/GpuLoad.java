package io.remotegpu.agent.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How busy a GPU is at one moment; what its driver does not tell is null.
 *
 * @param utilization in percent, as {@code memoryUtilization}, which says how much of its bandwidth is used
 * @param memoryUsed in MiB, as {@code memoryTotal}
 * @param temperature in degrees Celsius
 * @param power in watts
 */
public record GpuLoad(
        String uuid,
        @Nullable Double utilization,
        @Nullable Double memoryUtilization,
        @Nullable Double memoryUsed,
        @Nullable Double memoryTotal,
        @Nullable Double temperature,
        @Nullable Double power) {

    /**
     * Of all GPUs that told.
     *
     * @param problem why there are not more, null if nothing is wrong
     */
    public record Loads(List<GpuLoad> gpus, @Nullable String problem) {}
}
