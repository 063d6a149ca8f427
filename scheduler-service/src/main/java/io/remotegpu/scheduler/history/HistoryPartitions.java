package io.remotegpu.scheduler.history;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One partition of {@code gpu_usage_history} for each day. Whoever calls holds the row of {@code gpu_usage_filled}, so replicas take turns. */
@Component
class HistoryPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryPartitions.class);
    private static final String PREFIX = "gpu_usage_history_";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final JdbcClient jdbc;

    HistoryPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every day from {@code first} to {@code last} has one afterwards, and no day before {@code oldest}. */
    void keep(LocalDate oldest, LocalDate first, LocalDate last) {
        TreeSet<String> there = new TreeSet<>(there());
        there.headSet(name(oldest)).forEach(this::drop);
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (!there.contains(name(day))) {
                make(day);
            }
        }
    }

    private List<String> there() {
        return jdbc.sql("""
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'gpu_usage_history'::regclass
                """).query(String.class).list();
    }

    private void make(LocalDate day) {
        jdbc.sql("create table %s partition of gpu_usage_history for values from ('%s') to ('%s')"
                        .formatted(name(day), day, day.plusDays(1)))
                .update();
    }

    private void drop(String partition) {
        jdbc.sql("drop table " + partition).update();
        LOG.info("Dropped {}: nobody asks any more who held a GPU then", partition);
    }

    private static String name(LocalDate day) {
        return PREFIX + SUFFIX.format(day);
    }
}
