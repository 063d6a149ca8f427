package io.remotegpu.messaging.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bytes of log that the server keeps because the relay has not confirmed them. Growing without end means that nobody relays. */
final class RelayLag implements MeterBinder {
    private final JdbcClient jdbc;
    private final String slot;

    RelayLag(JdbcClient jdbc, String slot) {
        this.jdbc = jdbc;
        this.slot = slot;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("remotegpu.outbox.relay.lag", this, RelayLag::bytes)
                .description("Write-ahead log that the outbox relay has not confirmed")
                .baseUnit("bytes")
                .register(meters);
    }

    private double bytes() {
        try {
            return jdbc.sql("""
                            select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)
                            from pg_replication_slots where slot_name = :slot
                            """)
                    .param("slot", slot)
                    .query(Double.class)
                    .optional()
                    .orElse(Double.NaN);
        } catch (DataAccessException unknown) {
            return Double.NaN;
        }
    }
}
