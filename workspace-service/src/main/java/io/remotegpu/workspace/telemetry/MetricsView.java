package io.remotegpu.workspace.telemetry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an environment used. Where nothing was measured there is no point; a value that was not measured is missing.
 *
 * @param stepS seconds that one point stands for, from its {@code at} on
 * @param limits what it may use
 */
record MetricsView(Instant from, Instant to, long stepS, Limits limits, List<Point> points, List<Gpu> gpus) {
    /** {@code cpu} in cores, {@code memory} and {@code storage}, all that its volumes may keep, in MiB. */
    record Limits(double cpu, int memory, int storage) {}

    /**
     * @param cpu cores, the mean
     * @param memory MiB, the mean
     * @param networkReceived bytes a second
     * @param networkSent bytes a second
     * @param diskVolumes MiB that its volumes kept, its home among them, the most
     * @param diskLayer MiB that it changed of its image's files, the most
     */
    record Point(
            Instant at,
            @Nullable Double cpu,
            @Nullable Double cpuMax,
            @Nullable Double memory,
            @Nullable Double memoryMax,
            @Nullable Double networkReceived,
            @Nullable Double networkSent,
            @Nullable Double diskVolumes,
            @Nullable Double diskLayer) {}

    /** One GPU that it held meanwhile. */
    record Gpu(String uuid, List<GpuPoint> points) {}

    /**
     * @param utilization percent, the mean
     * @param utilizationMax percent, the highest single reading
     * @param memoryUtilization percent, the mean
     * @param memoryUsed MiB, the most
     * @param memoryTotal MiB
     * @param temperature degrees Celsius, the highest
     * @param power watts, the mean
     */
    record GpuPoint(
            Instant at,
            @Nullable Double utilization,
            @Nullable Double utilizationMax,
            @Nullable Double memoryUtilization,
            @Nullable Double memoryUsed,
            @Nullable Double memoryTotal,
            @Nullable Double temperature,
            @Nullable Double power) {}
}
