package io.remotegpu.agent.telemetry;

import io.remotegpu.contracts.workload.GpuSample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The readings of one GPU, and what they come to. */
final class GpuSum {
    private final List<GpuLine> lines = new ArrayList<>();

    void add(GpuLine line) {
        lines.add(line);
    }

    GpuSample sample(String uuid) {
        return new GpuSample(
                uuid,
                lines.size(),
                mean(GpuLine::utilization),
                highest(GpuLine::utilization),
                mean(GpuLine::memoryUtilization),
                highest(GpuLine::memoryUsed),
                highest(GpuLine::memoryTotal),
                highest(GpuLine::temperature),
                mean(GpuLine::power));
    }

    private @Nullable Double mean(Function<GpuLine, @Nullable Double> field) {
        var mean = values(field).average();
        return mean.isEmpty()
                ? null
                : BigDecimal.valueOf(mean.getAsDouble())
                        .setScale(2, RoundingMode.HALF_UP)
                        .doubleValue();
    }

    private @Nullable Integer highest(Function<GpuLine, @Nullable Double> field) {
        var highest = values(field).max();
        return highest.isEmpty() ? null : Math.toIntExact(Math.round(highest.getAsDouble()));
    }

    private DoubleStream values(Function<GpuLine, @Nullable Double> field) {
        return lines.stream().map(field).filter(Objects::nonNull).mapToDouble(value -> value);
    }
}
