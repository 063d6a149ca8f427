package io.remotegpu.agent.telemetry;

import io.remotegpu.agent.gpu.GpuLoad;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the streaming query. A value is null where the driver says {@code [N/A]}, {@code [Not Supported]}, {@code [Unknown Error]} or the like. Only
 * fields are asked for that every driver knows: one that it does not know would end the query.
 */
record GpuLine(
        String uuid,
        @Nullable Double utilization,
        @Nullable Double memoryUtilization,
        @Nullable Double memoryUsed,
        @Nullable Double memoryTotal,
        @Nullable Double temperature,
        @Nullable Double power) {
    private static final List<String> FIELDS = List.of(
            "uuid",
            "utilization.gpu",
            "utilization.memory",
            "memory.used",
            "memory.total",
            "temperature.gpu",
            "power.draw");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");

    static GpuLine of(GpuLoad load) {
        return new GpuLine(
                load.uuid(),
                load.utilization(),
                load.memoryUtilization(),
                load.memoryUsed(),
                load.memoryTotal(),
                load.temperature(),
                load.power());
    }

    static String query() {
        return String.join(",", FIELDS);
    }

    /** Empty for what is no such line: an error, or a GPU that tells nothing about itself. */
    static Optional<GpuLine> parse(String line) {
        String[] values = line.strip().split(",\\s*");
        if (values.length != FIELDS.size() || !values[0].startsWith("GPU-")) {
            return Optional.empty();
        }
        GpuLine parsed = new GpuLine(
                values[0],
                number(values[1]),
                number(values[2]),
                number(values[3]),
                number(values[4]),
                number(values[5]),
                number(values[6]));
        return Optional.of(parsed).filter(GpuLine::tellsSomething);
    }

    private boolean tellsSomething() {
        return utilization != null || memoryUsed != null || temperature != null || power != null;
    }

    private static @Nullable Double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }
}
