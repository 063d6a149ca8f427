package io.remotegpu.billing.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When hosts were removed, so that an inventory from before, heard of after, does not bring their GPUs back. */
@Repository
class Removals {
    private final JdbcClient jdbc;

    Removals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(String host, Instant at) {
        jdbc.sql("insert into host_removals (host_id, at) values (?, ?) on conflict do nothing")
                .params(host, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The first after {@code from}; {@link Instant#MAX} if there is none. */
    Instant next(String host, Instant from) {
        return jdbc.sql("select at from host_removals where host_id = ? and at > ? order by at limit 1")
                .params(host, from.atOffset(ZoneOffset.UTC))
                .query((row, index) -> Times.start(row, "at"))
                .optional()
                .orElse(Instant.MAX);
    }
}
