package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.WorkloadId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Samples as points: one statement per table, on the primary key and on the days asked for only. */
@Repository
class Metrics {
    private final JdbcClient jdbc;

    Metrics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<MetricsView.Point> points(WorkloadId environment, MetricsRange range) {
        return jdbc.sql("""
                        select date_bin(make_interval(secs => :step), at, timestamptz 'epoch') as bin,
                            sum(cpu * seconds) / sum(seconds) filter (where cpu is not null) as cpu, max(cpu) as cpu_max,
                            avg(memory) as memory, max(memory) as memory_max,
                            sum(network_received) / sum(seconds) filter (where network_received is not null) as received,
                            sum(network_sent) / sum(seconds) filter (where network_sent is not null) as sent,
                            max(disk_volumes) as disk_volumes, max(disk_layer) as disk_layer
                        from environment_samples
                        where environment_id = :environment and at >= :from and at < :to
                        group by bin order by bin
                        """)
                .params(params(environment, range))
                .query((row, number) -> new MetricsView.Point(
                        bin(row),
                        value(row, "cpu"),
                        value(row, "cpu_max"),
                        value(row, "memory"),
                        value(row, "memory_max"),
                        value(row, "received"),
                        value(row, "sent"),
                        value(row, "disk_volumes"),
                        value(row, "disk_layer")))
                .list();
    }

    List<MetricsView.Gpu> gpus(WorkloadId environment, MetricsRange range) {
        Map<String, List<MetricsView.GpuPoint>> points = new LinkedHashMap<>();
        jdbc.sql("""
                        select gpu_uuid, date_bin(make_interval(secs => :step), at, timestamptz 'epoch') as bin,
                            avg(utilization) as utilization, max(utilization_max) as utilization_max,
                            avg(memory_utilization) as memory_utilization, max(memory_used) as memory_used,
                            max(memory_total) as memory_total, max(temperature) as temperature, avg(power) as power
                        from gpu_samples
                        where environment_id = :environment and at >= :from and at < :to
                        group by gpu_uuid, bin order by gpu_uuid, bin
                        """).params(params(environment, range)).query(row -> {
            points.computeIfAbsent(row.getString("gpu_uuid"), uuid -> new ArrayList<>())
                    .add(gpuPoint(row));
        });
        return points.entrySet().stream()
                .map(gpu -> new MetricsView.Gpu(gpu.getKey(), gpu.getValue()))
                .toList();
    }

    private static Map<String, Object> params(WorkloadId environment, MetricsRange range) {
        return Map.of(
                "environment", environment.value(),
                "from", range.from().atOffset(ZoneOffset.UTC),
                "to", range.to().atOffset(ZoneOffset.UTC),
                "step", (double) range.step().toSeconds());
    }

    private static MetricsView.GpuPoint gpuPoint(ResultSet row) throws SQLException {
        return new MetricsView.GpuPoint(
                bin(row),
                value(row, "utilization"),
                value(row, "utilization_max"),
                value(row, "memory_utilization"),
                value(row, "memory_used"),
                value(row, "memory_total"),
                value(row, "temperature"),
                value(row, "power"));
    }

    private static Instant bin(ResultSet row) throws SQLException {
        return row.getObject("bin", OffsetDateTime.class).toInstant();
    }

    /** More digits than were measured would only make the answer long. */
    private static @Nullable Double value(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : value.setScale(3, RoundingMode.HALF_UP).doubleValue();
    }
}
