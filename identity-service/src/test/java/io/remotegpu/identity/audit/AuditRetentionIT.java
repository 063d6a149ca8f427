package io.remotegpu.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.identity.IdentityTest;
import io.remotegpu.testing.MutableClock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Months that pass; a context of its own, for its clock goes far. */
@IdentityTest
@TestPropertySource(properties = "identity.audit.retention-months=2")
class AuditRetentionIT {
    @Autowired
    AuditLog audit;

    @Autowired
    AuditSealer sealer;

    @Autowired
    AuditVerifier verifier;

    @Autowired
    AuditPartitions partitions;

    @Autowired
    ChainTables tables;

    @Autowired
    MutableClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void dropsOldMonthsAndStillVerifiesTheRestFromTheirAnchors() {
        YearMonth first = month();
        for (int passed = 0; passed < 4; passed++) {
            audit.appendAlone(AuditEntry.of("month.passed", "month", month()));
            sealer.sealNow();
            partitions.keep();
            if (passed < 3) {
                clock.set(month().plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
        }
        assertThat(partitions.months())
                .startsWith(first.plusMonths(1), first.plusMonths(2), first.plusMonths(3))
                .endsWith(first.plusMonths(6));
        assertThat(tables.anchors())
                .extracting(Anchor::month)
                .containsExactly(first, first.plusMonths(1), first.plusMonths(2));
        sealer.sealNow();
        assertThat(jdbc.sql("select resource_id from audit_logs where action = 'audit_log.month_dropped'")
                        .query(String.class)
                        .list())
                .containsExactly(first.toString());
        Verification whole = verifier.verify();
        assertThat(whole.problem()).isNull();
        assertThat(whole.firstId()).isEqualTo(tables.anchors().getFirst().lastId() + 1);
        assertThatThrownBy(() -> jdbc.sql("delete from audit_anchors").update()).hasStackTraceContaining("append-only");
        assertThat(withoutFirstAnchor().problem()).contains("the anchor before");

        clock.advance(Duration.ofDays(400));
        partitions.keep();
        sealer.sealNow();
        partitions.keep();
        sealer.sealNow();
        assertThat(partitions.months().getFirst())
                .as("the month in which the chain went on")
                .isEqualTo(month());
        assertThat(verifier.verify().problem()).isNull();
    }

    private Verification withoutFirstAnchor() {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("delete from audit_anchors where month = (select min(month) from audit_anchors)")
                    .update();
            return verifier.verify();
        }));
    }

    private YearMonth month() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }
}
