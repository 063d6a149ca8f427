package io.remotegpu.workspace.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.workspace.RunningService;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever names a partition of samples instead of its table gets around nothing. */
class SampleRowsIT extends RunningService {
    @Test
    void letsNobodyReadSamplesPastTheirTableNorMakeOrDropDays() {
        long owner = registered();
        long workspace = as(owner).workspace("samples");
        String partition = inDatabase(jdbc -> {
            jdbc.sql("""
                    insert into environment_samples (environment_id, workspace_id, at, seconds)
                    values ('env-sampled', :workspace, now(), 15)
                    """).param("workspace", workspace).update();
            return jdbc.sql(
                            "select tableoid::regclass::text from environment_samples where environment_id = 'env-sampled'")
                    .query(String.class)
                    .single();
        });

        String rows = "select count(*) from %s where environment_id = 'env-sampled'";
        assertThat(number(owner, rows.formatted("environment_samples"))).isEqualTo(1);
        assertThat(number(owner, rows.formatted(partition))).isZero();
        for (String change : List.of(
                "select drop_sample_partitions(date '2030-01-01')",
                "select count(*) from ensure_sample_partition('gpu_samples', date '2030-01-01')")) {
            assertThatThrownBy(() -> number(owner, change)).hasStackTraceContaining("only the platform");
        }
    }

    private int number(long customer, String sql) {
        return inDatabaseAs(customer, jdbc -> jdbc.sql(sql).query(Integer.class).single());
    }
}
