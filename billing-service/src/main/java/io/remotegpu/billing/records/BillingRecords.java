package io.remotegpu.billing.records;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads records; open ones as they stand now. */
@Repository
class BillingRecords {
    private final JdbcClient jdbc;
    private final Clock clock;

    BillingRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    PageView<RecordView> of(CustomerId owner, PageQuery query) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        RecordQuery conditions = RecordQuery.of(owner, query);
        List<RecordView> items = jdbc.sql("select * from metered(:now) where " + conditions.where() + " order by "
                        + query.orderBy() + " limit :limit offset :offset")
                .param("now", now)
                .params(conditions.params())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(BillingRecords::view)
                .list();
        long total = jdbc.sql("select count(*) from metered(:now) where " + conditions.where())
                .param("now", now)
                .params(conditions.params())
                .query(Long.class)
                .single();
        return PageView.of(query, items, total);
    }

    private static RecordView view(ResultSet row, int index) throws SQLException {
        return new RecordView(
                row.getObject("id", UUID.class),
                row.getString("environment_id"),
                row.getString("kind"),
                row.getLong("customer_id"),
                row.getLong("workspace_id"),
                row.getString("resource"),
                row.getObject("start_time", OffsetDateTime.class).toInstant(),
                instant(row.getObject("end_time", OffsetDateTime.class)),
                row.getLong("duration_s"),
                row.getBigDecimal("unit_price").toPlainString(),
                row.getBigDecimal("amount").toPlainString(),
                row.getString("currency"),
                row.getString("status"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
