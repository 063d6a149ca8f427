package io.remotegpu.billing.rollup;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those who change days of months that are over do so together; whoever adds such months up does so alone. Until the transaction ends. */
@Component
class RollTurns {
    private final JdbcClient jdbc;

    RollTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void together() {
        take("pg_advisory_xact_lock_shared");
    }

    void alone() {
        take("pg_advisory_xact_lock");
    }

    private void take(String lock) {
        jdbc.sql("select " + lock + "(hashtextextended('rolled months', 0))")
                .query((row, index) -> true)
                .single();
    }
}
