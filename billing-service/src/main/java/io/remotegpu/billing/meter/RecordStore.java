package io.remotegpu.billing.meter;

import io.remotegpu.billing.prices.UnitPrice;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes billing records: one per lease and segment. */
@Repository
class RecordStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecordStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A record as it travels to the database. */
    private record Row(
            UUID id,
            String environmentId,
            long epoch,
            int segment,
            String kind,
            long customerId,
            long workspaceId,
            RecordedResource resource,
            Instant startTime,
            @Nullable Instant endTime,
            long durationS,
            String unitPrice,
            String amount,
            String currency,
            String status,
            @Nullable Instant accruedUntil) {
        static Row of(StoredRecord record) {
            return new Row(
                    record.id(),
                    record.lease().workloadId().value(),
                    record.lease().epoch(),
                    record.segment(),
                    record.kind(),
                    record.customerId().value(),
                    record.workspaceId().value(),
                    record.resource(),
                    record.stretch().start(),
                    record.stretch().end(),
                    record.seconds(),
                    record.price().perHour().toPlainString(),
                    record.amount().toPlainString(),
                    record.price().currency(),
                    record.status(),
                    record.accruedUntil());
        }
    }

    /** Records of these workloads that reach beyond {@code from}: what may change, and what may have billed the same seconds. */
    List<StoredRecord> of(Collection<String> workloads, Instant earliestStart, Instant from) {
        return jdbc.sql("""
                select * from billing_records
                where environment_id = any (:workloads) and start_time >= :earliest and coalesce(end_time, 'infinity') >= :from
                order by environment_id, epoch, segment
                for update
                """)
                .param("workloads", workloads.toArray(String[]::new))
                .param("earliest", earliestStart.atOffset(ZoneOffset.UTC))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(this::stored)
                .list();
    }

    void insert(Collection<StoredRecord> records) {
        jdbc.sql("""
                insert into billing_records (id, environment_id, epoch, segment, kind, customer_id, workspace_id, resource, start_time, end_time,
                                             duration_s, unit_price, amount, currency, status)
                select * from jsonb_to_recordset(cast(:rows as jsonb))
                    as record (id uuid, environment_id text, epoch bigint, segment int, kind text, customer_id bigint, workspace_id bigint,
                               resource jsonb, start_time timestamptz, end_time timestamptz, duration_s bigint, unit_price numeric,
                               amount numeric, currency text, status text)
                """).param("rows", rows(records)).update();
    }

    /** A record that moved into another month moves into its partition. */
    void update(Collection<StoredRecord> records, Instant earliestStart) {
        jdbc.sql("""
                update billing_records r
                set resource = n.resource, unit_price = n.unit_price, currency = n.currency, start_time = n.start_time,
                    end_time = n.end_time, duration_s = n.duration_s, amount = n.amount, status = n.status, accrued_until = n.accrued_until
                from jsonb_to_recordset(cast(:rows as jsonb))
                    as n (id uuid, resource jsonb, unit_price numeric, currency text, start_time timestamptz, end_time timestamptz,
                          duration_s bigint, amount numeric, status text, accrued_until timestamptz)
                where r.id = n.id and r.start_time >= :earliest
                """)
                .param("rows", rows(records))
                .param("earliest", earliestStart.atOffset(ZoneOffset.UTC))
                .update();
    }

    private String rows(Collection<StoredRecord> records) {
        return json.writeValueAsString(records.stream().map(Row::of).toList());
    }

    StoredRecord stored(ResultSet row, int index) throws SQLException {
        Instant start = row.getObject("start_time", OffsetDateTime.class).toInstant();
        String status = row.getString("status");
        return new StoredRecord(
                row.getObject("id", UUID.class),
                new Lease(new WorkloadId(row.getString("environment_id")), row.getLong("epoch")),
                row.getInt("segment"),
                row.getString("kind"),
                new CustomerId(row.getLong("customer_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                json.readValue(row.getString("resource"), RecordedResource.class),
                stretch(status, start, instant(row, "end_time")),
                status.equals("void"),
                row.getLong("duration_s"),
                new UnitPrice(row.getBigDecimal("unit_price"), row.getString("currency")),
                instant(row, "accrued_until"));
    }

    private static Metered stretch(String status, Instant start, @Nullable Instant end) {
        if (end == null) {
            return new Metered.Open(start);
        }
        return status.equals("paused") ? new Metered.Paused(start, end) : new Metered.Closed(start, end);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
