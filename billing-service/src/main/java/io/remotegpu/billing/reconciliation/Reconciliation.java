package io.remotegpu.billing.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Looks at the leases that something happened to lately. {@code billing_reconciliation_unexplained} counts what nobody could explain. */
@Component
class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Duration LOOKED_AT = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicLong unexplained;

    Reconciliation(JdbcClient jdbc, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.unexplained = meters.gauge("billing.reconciliation.unexplained", new AtomicLong());
    }

    @Scheduled(
            fixedDelayString = "${billing.reconciliation.every:10m}",
            initialDelayString = "${billing.reconciliation.first:3m}")
    @Transactional
    public void run() {
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>();
        for (Check check : Check.values()) {
            findings.addAll(jdbc.sql(check.sql())
                    .param("since", now.minus(LOOKED_AT).atOffset(ZoneOffset.UTC))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .query((row, index) -> check.explain(
                            row.getString("workload_id"),
                            row.getLong("epoch"),
                            row.getLong("expected"),
                            row.getLong("actual"),
                            row.getBoolean("known_cause")))
                    .list());
        }
        findings.forEach(finding -> keep(finding, now));
        findings.stream()
                .filter(finding -> !finding.explained())
                .forEach(finding -> LOG.error("Billing does not add up: {}", finding));
        unexplained.set(
                findings.stream().filter(finding -> !finding.explained()).count());
    }

    /** The latest first. */
    List<Finding> latest(int limit) {
        return jdbc.sql("""
                select workload_id, epoch, kind, expected, actual, explanation, explained, seen_at from reconciliation_findings
                order by seen_at desc, workload_id, epoch limit ?
                """).param(limit).query(Finding.class).list();
    }

    private void keep(Finding finding, Instant now) {
        jdbc.sql("""
                insert into reconciliation_findings (workload_id, epoch, kind, expected, actual, explanation, explained, found_at, seen_at)
                values (:workload, :epoch, :kind, :expected, :actual, :explanation, :explained, :now, :now)
                on conflict (workload_id, epoch, kind) do update set expected = excluded.expected, actual = excluded.actual,
                    explanation = excluded.explanation, explained = excluded.explained, seen_at = excluded.seen_at
                """)
                .param("workload", finding.workloadId())
                .param("epoch", finding.epoch())
                .param("kind", finding.kind())
                .param("expected", finding.expected())
                .param("actual", finding.actual())
                .param("explanation", finding.explanation())
                .param("explained", finding.explained())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
