package io.remotegpu.billing.meter;

import io.remotegpu.billing.rollup.DailyUsage;
import io.remotegpu.billing.rollup.DailyUse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Adds open records to the daily sums up to the last midnight, so that days that are over are complete. */
@Component
public class Accrual {
    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final RecordStore records;
    private final DailyUsage usage;
    private final TransactionOperations transaction;
    private final Clock clock;

    Accrual(JdbcClient jdbc, RecordStore records, DailyUsage usage, TransactionOperations transaction, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.usage = usage;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Safe with replicas: each takes records that no other has locked. Returns when every open record is accrued that nobody works on. */
    @Scheduled(fixedDelayString = "${billing.accrual.every:5m}", initialDelayString = "${billing.accrual.first:30s}")
    public void accrue() {
        Instant midnight = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        while (Objects.requireNonNull(transaction.execute(status -> accrueSome(midnight))) == BATCH) {
            // the next batch
        }
    }

    private int accrueSome(Instant midnight) {
        List<StoredRecord> due = jdbc.sql("""
                select * from billing_records
                where status = 'open' and start_time < :midnight and (accrued_until is null or accrued_until < :midnight)
                order by id limit :batch for update skip locked
                """)
                .param("midnight", midnight.atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query(records::stored)
                .list();
        if (due.isEmpty()) {
            return 0;
        }
        List<DailyUse> changes = new ArrayList<>();
        List<StoredRecord> accrued =
                due.stream().map(record -> record.accruedUntil(midnight)).toList();
        due.forEach(record -> record.dailyUse().forEach(use -> changes.add(use.negated())));
        accrued.forEach(record -> changes.addAll(record.dailyUse()));
        Instant earliest = due.stream()
                .map(record -> record.stretch().start())
                .min(Instant::compareTo)
                .orElseThrow();
        records.update(accrued, earliest);
        usage.add(changes);
        return due.size();
    }
}
