package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.web.PageQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of connections, for people. */
@Repository
class Connections {
    private final JdbcClient jdbc;

    Connections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ConnectionView> page(WorkloadId environment, PageQuery query) {
        return jdbc.sql("""
                        select id, kind, began_at, ended_at, address, fingerprint, key_name, customer_id,
                            (select username from customers where customers.id = customer_id) as username
                        from environment_sessions where environment_id = :environment and %s
                        order by %s limit :limit offset :offset
                        """.formatted(query.seek(), query.orderBy()))
                .param("environment", environment.value())
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(Connections::view)
                .list();
    }

    long count(WorkloadId environment) {
        return jdbc.sql("select count(*) from environment_sessions where environment_id = :environment")
                .param("environment", environment.value())
                .query(Long.class)
                .single();
    }

    private static ConnectionView view(ResultSet row, int number) throws SQLException {
        return new ConnectionView(
                row.getLong("id"),
                row.getString("kind"),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("ended_at", OffsetDateTime.class)),
                row.getString("address"),
                row.getString("fingerprint"),
                row.getString("key_name"),
                row.getObject("customer_id", Long.class),
                row.getString("username"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
