package io.remotegpu.workspace.telemetry;

import io.remotegpu.workspace.tenancy.AsSystem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the partitions of the days around today and drops those that need not be kept. Safe with several replicas. */
@Component
@AsSystem
class SamplePartitions {
    static final int DAYS_AHEAD = 2;
    static final int DAYS_BACK = 1;
    private static final List<String> TABLES = List.of("environment_samples", "gpu_samples", "activity_samples");

    private final JdbcClient jdbc;
    private final SampleProperties properties;
    private final Clock clock;

    SamplePartitions(JdbcClient jdbc, SampleProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Before the first sample comes, and twice a day. */
    @EventListener(ApplicationStartedEvent.class)
    @Scheduled(initialDelayString = "PT12H", fixedDelayString = "PT12H")
    @Transactional
    public void keep() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // a writer holds the table for moments; whoever waits for it longer makes everybody else wait behind
        jdbc.sql("set local lock_timeout = '5s'").update();
        for (LocalDate day = today.minusDays(DAYS_BACK);
                !day.isAfter(today.plusDays(DAYS_AHEAD));
                day = day.plusDays(1)) {
            ensure(day);
        }
        jdbc.sql("select drop_sample_partitions(:first_kept)")
                .param("first_kept", today.minusDays(properties.retentionDays()))
                .query(Integer.class)
                .single();
    }

    private void ensure(LocalDate day) {
        for (String table : TABLES) {
            jdbc.sql("select ensure_sample_partition(:table, :day)")
                    .param("table", table)
                    .param("day", day)
                    .query((row, number) -> day)
                    .list();
        }
    }
}
