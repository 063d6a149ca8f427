package io.remotegpu.billing.meter;

import io.remotegpu.billing.prices.UnitPrice;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.workload.LeasedGpu;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes billing records: one per lease and segment. */
@Repository
class RecordStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecordStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<BilledStretch> find(Lease lease, int segment) {
        return of(lease, segment, """
                select customer_id, start_time, end_time, unit_price, currency, status from billing_records
                where environment_id = :workload and epoch = :epoch and segment = :segment
                """).query(RecordStore::billed).optional();
    }

    void insert(Lease lease, int segment, Fact.Terms terms, BilledStretch billed, long seconds) {
        StatementSpec insert = of(lease, segment, """
                insert into billing_records (id, environment_id, epoch, segment, customer_id, workspace_id, resource, start_time, end_time,
                                             duration_s, unit_price, amount, currency, status)
                values (:id, :workload, :epoch, :segment, :customer, :workspace, cast(:resource as jsonb), :start, :end,
                        :seconds, :price, :amount, :currency, :status)
                """)
                .param("id", UUID.randomUUID())
                .param("customer", terms.customerId().value())
                .param("workspace", terms.workspaceId().value())
                .param("resource", json.writeValueAsString(RecordedResource.of(terms)))
                .param("price", billed.price().perHour())
                .param("currency", billed.price().currency());
        withStretch(insert, billed, seconds).update();
    }

    void update(Lease lease, int segment, BilledStretch billed, long seconds) {
        StatementSpec update = of(lease, segment, """
                update billing_records
                set start_time = :start, end_time = :end, duration_s = :seconds, amount = :amount, status = :status
                where environment_id = :workload and epoch = :epoch and segment = :segment
                """);
        withStretch(update, billed, seconds).update();
    }

    /** Segments that a fact which arrived late has merged into earlier ones. */
    void voidFrom(Lease lease, int segment) {
        of(lease, segment, """
                update billing_records
                set status = 'void', end_time = coalesce(end_time, start_time), duration_s = 0, amount = 0
                where environment_id = :workload and epoch = :epoch and segment >= :segment and status <> 'void'
                """).update();
    }

    /** What the workload's other records have billed. */
    List<Span> spansBeside(Lease lease, int segment) {
        return of(lease, segment, """
                select start_time, end_time from billing_records
                where environment_id = :workload and not (epoch = :epoch and segment = :segment) and status in ('closed', 'paused')
                """)
                .query((row, index) -> new Span(instant(row, "start_time"), instant(row, "end_time")))
                .list();
    }

    private StatementSpec of(Lease lease, int segment, String sql) {
        return jdbc.sql(sql)
                .param("workload", lease.workloadId().value())
                .param("epoch", lease.epoch())
                .param("segment", segment);
    }

    private static StatementSpec withStretch(StatementSpec statement, BilledStretch billed, long seconds) {
        return statement
                .param("start", utc(billed.stretch().start()))
                .param("end", utc(billed.stretch().end()))
                .param("seconds", seconds)
                .param("amount", billed.price().amountFor(seconds))
                .param("status", status(billed.stretch()));
    }

    private static BilledStretch billed(ResultSet row, int index) throws SQLException {
        String status = row.getString("status");
        Instant start = instant(row, "start_time");
        Metered stretch =
                switch (status) {
                    case "open" -> new Metered.Open(start);
                    case "paused" -> new Metered.Paused(start, instant(row, "end_time"));
                    default -> new Metered.Closed(start, instant(row, "end_time"));
                };
        UnitPrice price = new UnitPrice(row.getBigDecimal("unit_price"), row.getString("currency"));
        return new BilledStretch(stretch, new CustomerId(row.getLong("customer_id")), price);
    }

    private static String status(Metered stretch) {
        return switch (stretch) {
            case Metered.Open open -> "open";
            case Metered.Paused paused -> "paused";
            case Metered.Closed closed -> "closed";
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** What a record shows of the terms; several models, which one host may have, are named together. */
    private record RecordedResource(String gpuModel, int gpus, double cpu, int memory) {
        static RecordedResource of(Fact.Terms terms) {
            String models = terms.gpus().stream()
                    .map(LeasedGpu::name)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" + "));
            return new RecordedResource(models, terms.gpus().size(), terms.cpu(), terms.memory());
        }
    }
}
