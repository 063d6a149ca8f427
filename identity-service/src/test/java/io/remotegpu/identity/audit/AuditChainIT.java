package io.remotegpu.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.identity.IdentityTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IdentityTest
class AuditChainIT {
    @Autowired
    AuditLog audit;

    @Autowired
    AuditSealer sealer;

    @Autowired
    AuditVerifier verifier;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void keepsOneChainWithoutGapsWhileManyWriteAndSeveralSeal() throws Exception {
        int writers = 8;
        int each = 40;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = IntStream.range(0, writers + 3)
                    .<Future<?>>mapToObj(number -> threads.submit(
                            number < writers
                                    ? () -> write("writer" + number, each)
                                    : () -> repeat(each, sealer::sealNow)))
                    .toList();
            for (Future<?> task : work) {
                task.get();
            }
        }
        sealer.sealNow();
        assertThat(count("select count(*) from audit_logs where actor like 'writer%'"))
                .isEqualTo(writers * each);
        assertThat(count("select count(*) from audit_logs where action = 'race.undone'"))
                .isZero();
        assertThat(count("select max(id) - min(id) + 1 - count(*) from audit_logs"))
                .as("gaps")
                .isZero();
        assertThat(count("""
                select count(*) from (select entry_id - lag(entry_id) over (partition by actor order by id) as step
                    from audit_logs where actor like 'writer%') steps where step < 0
                """)).as("entries of one writer out of order").isZero();
        assertThat(verifier.verify().intact()).isTrue();
    }

    @Test
    void isRefusedChangesByTheDatabaseItself() {
        write("somebody", 1);
        assertRefused("update audit_pending set actor = 'nobody'");
        assertRefused("delete from audit_pending");
        assertRefused("truncate audit_pending");
        sealer.sealNow();
        String partition = jdbc.sql("select tableoid::regclass::text from audit_logs limit 1")
                .query(String.class)
                .single();
        for (String table : List.of("audit_logs", partition)) {
            assertRefused("update " + table + " set actor = 'nobody'");
            assertRefused("delete from " + table);
            assertRefused("truncate " + table);
        }
    }

    @Test
    void refusesToTakeItsRightsForGrantedEvenIfTheTriggersAreGone() {
        assertThat(count("""
                select count(*) from pg_class table_or_partition, aclexplode(relacl) granted
                where relname like 'audit_logs%' and relkind in ('r', 'p') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
                """)).isZero();
        assertThat(
                        count(
                                "select count(*) from pg_class where relname like 'audit_logs%' and relkind in ('r', 'p') and relacl is null"))
                .isZero();
    }

    @Test
    void showsWhatWasChangedTakenOutOrCutOffPastTheTriggers() {
        write("somebody", 5);
        sealer.sealNow();
        long last = count("select last_id from audit_head");
        long victim = last - 2;
        assertThat(afterwards("update audit_logs set actor = 'nobody' where id = " + victim)
                        .brokenId())
                .isEqualTo(victim);
        assertThat(afterwards("delete from audit_logs where id = " + victim).brokenId())
                .isEqualTo(victim + 1);
        assertThat(afterwards("delete from audit_logs where id = " + last).problem())
                .contains("the last entries are missing");
        Verification cut = afterwards("""
                with gone as (delete from audit_logs where id = %1$s)
                update audit_head set last_id = %1$s - 1, last_hash = (select hash from audit_logs where id = %1$s - 1)
                """.formatted(last));
        assertThat(cut.intact()).isFalse();
        assertThat(cut.problem()).contains("was not written by this service");
        assertThat(verifier.verify().intact()).isTrue();
    }

    @Test
    void writesNothingDownForWhatWasUndoneButWhatWasRefused() {
        assertThatThrownBy(() -> audit.append(AuditEntry.of("lonely.tried", "user", 1)))
                .isInstanceOf(IllegalStateException.class);
        transaction.executeWithoutResult(status -> {
            audit.append(AuditEntry.of("undone.tried", "user", 1));
            status.setRollbackOnly();
        });
        audit.appendAlone(AuditEntry.of("refused.tried", "user", 1)
                .by(null, "stranger\u0000\n")
                .refused("no"));
        sealer.sealNow();
        assertThat(jdbc.sql(
                                "select actor || ' ' || action || ' ' || result from audit_logs where action in ('lonely.tried', 'undone.tried', 'refused.tried')")
                        .query(String.class)
                        .list())
                .containsExactly("stranger�� refused.tried refused");
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).hasStackTraceContaining("append-only");
    }

    /** What a verification finds after a change by somebody who can switch the triggers off; the change is undone. */
    private Verification afterwards(String sql) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(sql).update();
            return verifier.verify();
        }));
    }

    private void write(String actor, int entries) {
        for (int i = 0; i < entries; i++) {
            Map<String, ?> number = Map.of("number", i);
            transaction.executeWithoutResult(status -> audit.append(
                    AuditEntry.of("race.won", "user", 1).by(null, actor).changed(Map.of(), number)));
            transaction.executeWithoutResult(status -> {
                audit.append(AuditEntry.of("race.undone", "user", 1));
                status.setRollbackOnly();
            });
        }
    }

    private static void repeat(int times, Runnable what) {
        for (int i = 0; i < times; i++) {
            what.run();
        }
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
