package io.remotegpu.billing.upkeep;

import io.remotegpu.billing.turns.Turns;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes partitions for the months to come and puts away those of months long past. A month in which something still runs stays. */
@Component
class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final List<String> TABLES = List.of("usage_intervals", "billing_records");

    private final JdbcClient jdbc;
    private final Turns turns;
    private final UpkeepProperties properties;
    private final Clock clock;

    Partitions(JdbcClient jdbc, Turns turns, UpkeepProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.turns = turns;
        this.properties = properties;
        this.clock = clock;
    }

    /** Replicas take turns. */
    @Scheduled(fixedDelayString = "${billing.upkeep.every:6h}", initialDelayString = "${billing.upkeep.first:5m}")
    @Transactional
    public void tend() {
        turns.take("partitions");
        LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
        for (String table : TABLES) {
            for (int ahead = 0; ahead <= properties.monthsAhead(); ahead++) {
                jdbc.sql("select create_month_partition(?, ?)")
                        .params(table, month.plusMonths(ahead))
                        .query((row, index) -> true)
                        .single();
            }
            putAway(table, month.minusMonths(properties.archiveAfter()));
        }
    }

    private void putAway(String table, LocalDate before) {
        jdbc.sql("""
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = cast(:table as regclass) and c.relname ~ (:table || '_\\d{4}_\\d{2}$')
                  and to_date(right(c.relname, 7), 'YYYY_MM') < :before
                """)
                .param("table", table)
                .param("before", before)
                .query(String.class)
                .list()
                .forEach(partition -> putAway(table, partition));
    }

    private void putAway(String table, String partition) {
        boolean inUse = table.equals("billing_records")
                && jdbc.sql("select exists (select from " + partition + " where status in ('open', 'paused'))")
                        .query(Boolean.class)
                        .single();
        if (!inUse) {
            jdbc.sql("alter table " + table + " detach partition " + partition).update();
            jdbc.sql("alter table " + partition + " set schema archive").update();
            LOG.info("Put {} away into the archive", partition);
        }
    }
}
