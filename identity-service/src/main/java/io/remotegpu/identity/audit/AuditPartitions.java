package io.remotegpu.identity.audit;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the partitions of coming months and drops those that need not be kept. Safe with several replicas. */
@Component
class AuditPartitions {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'audit_logs_'yyyy_MM");

    private final JdbcClient jdbc;
    private final ChainTables tables;
    private final AuditLog audit;
    private final AuditProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditPartitions(
            JdbcClient jdbc,
            ChainTables tables,
            AuditLog audit,
            AuditProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.audit = audit;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT12H")
    void keep() {
        YearMonth now = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= properties.monthsAhead(); ahead++) {
            tables.ensurePartition(now.plusMonths(ahead));
        }
        YearMonth oldestKept = now.minusMonths(properties.retentionMonths());
        months().stream().filter(month -> month.isBefore(oldestKept)).forEach(this::drop);
    }

    /** The months that have a partition, oldest first. */
    List<YearMonth> months() {
        return jdbc.sql("""
                select child.relname from pg_inherits
                join pg_class child on child.oid = pg_inherits.inhrelid
                where pg_inherits.inhparent = 'audit_logs'::regclass order by child.relname
                """).query(String.class).list().stream()
                .map(name -> YearMonth.parse(name, NAME))
                .toList();
    }

    /** A month with entries but without an anchor is the chain's end: it stays until a later month has begun. */
    private void drop(YearMonth month) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local lock_timeout = '5s'").update();
            // Others that keep partitions wait here, and find the month gone.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('audit_partition'))")
                    .query((row, number) -> month)
                    .list();
            if (!months().contains(month) || !isDispensable(month)) {
                return;
            }
            long entries = jdbc.sql("select count(*) from " + NAME.format(month))
                    .query(Long.class)
                    .single();
            jdbc.sql("drop table " + NAME.format(month)).update();
            audit.append(AuditEntry.of("audit_log.month_dropped", "audit_log_month", month)
                    .changed(Map.of("entries", entries), Map.of())
                    .because("kept for " + properties.retentionMonths() + " months"));
        });
    }

    private boolean isDispensable(YearMonth month) {
        return jdbc.sql("select exists(select from audit_anchors where month = :month) or not exists(select from "
                        + NAME.format(month) + ")")
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
    }
}
