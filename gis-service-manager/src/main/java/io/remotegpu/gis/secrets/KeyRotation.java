package io.remotegpu.gis.secrets;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Seals everything anew under the current key, a few rows at a time; several replicas share the work. */
@Component
class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final int BATCH = 100;

    private final List<SealedRows> tables;
    private final TransactionOperations transaction;

    KeyRotation(List<SealedRows> tables, TransactionOperations transaction, MeterRegistry meters) {
        this.tables = tables;
        this.transaction = transaction;
        Gauge.builder("remotegpu.gis.secrets.outdated", this, KeyRotation::outdated)
                .description("rows that are encrypted under an older key; at 0 that key can go")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${gis.secrets.rotate-every:1m}")
    void rotate() {
        for (SealedRows table : tables) {
            int renewed = renew(table);
            while (renewed > 0) {
                LOG.info("encrypted {} rows anew", renewed);
                renewed = renew(table);
            }
        }
    }

    private int renew(SealedRows table) {
        Integer renewed = transaction.execute(status -> table.renew(BATCH));
        return renewed == null ? 0 : renewed;
    }

    private long outdated() {
        return tables.stream().mapToLong(SealedRows::outdated).sum();
    }
}
