package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.workspace.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** That the sums are what counting every row would give, whatever happened and whoever folds meanwhile. */
class EnvironmentCountsIT extends RunningService {
    private static final List<String> CHANGES = List.of(
            "update environments set status = 'running' where id like :some and status = 'stopped'",
            "update environments set status = 'stopped', name = 'idle' where id like :some",
            "update environments set name = 'renamed' where id like :some",
            "update environments set status = 'error' where id like :some",
            "update environments set deleted_at = now() where id like :some and right(id, 1) = '3'",
            "update environments set deleted_at = null where id like :some",
            "delete from environments where id like :some and right(id, 2) = '07'");

    @Autowired
    private EnvironmentCountsJob job;

    private long owner;
    private long workspace;
    private String prefix;

    @BeforeEach
    void hundred() {
        owner = newCustomer();
        workspace = as(owner).workspace("counted");
        prefix = "env-count" + workspace + "-";
        inDatabase(jdbc -> jdbc.sql("""
                        insert into environments (id, name, customer_id, workspace_id, image, status, cpu, memory, gpu, storage,
                            compute_held, created_at, updated_at)
                        select :prefix || lpad(n::text, 3, '0'), 'n' || n, :owner, :workspace, 'x',
                            case when n % 3 = 0 then 'running' else 'stopped' end, 1, 1024, 0, 0, false, now(), now()
                        from generate_series(1, 100) n
                        """)
                .param("prefix", prefix)
                .param("owner", owner)
                .param("workspace", workspace)
                .update());
    }

    @Test
    void giveTheTotalOfAList() {
        assertThat(total("")).isEqualTo(100);
        assertThat(total("&status=running")).isEqualTo(33);
        assertThat(total("&status=running,stopped&workspace_id=" + workspace)).isEqualTo(100);
        assertThat(total("&customer_id=" + (owner + 1))).isZero();
        assertThat(total("&name=n7&status=stopped")).as("counted row by row").isEqualTo(1);

        int deleted = inDatabase(jdbc -> jdbc.sql("update environments set deleted_at = now() where id like :some")
                .param("some", prefix + "%5")
                .update());
        assertThat(deleted).isEqualTo(10);

        assertThat(total("")).isEqualTo(90);
    }

    @Test
    void areAskedInsteadOfTheRows() {
        inDatabase(jdbc -> jdbc.sql("""
                        insert into environment_counts (workspace_id, customer_id, status, difference)
                        values (:workspace, :owner, 'running', 1000)
                        """)
                .param("workspace", workspace)
                .param("owner", owner)
                .update());

        assertThat(total("")).isEqualTo(1100);
        assertThat(total("&status=running")).isEqualTo(1033);
        assertThat(total("&name=n6")).isEqualTo(1);
    }

    @Test
    void areRightAtEveryMomentWhileManyChangeAndFold() throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String mine = prefix + "%" + writer + "_";
                Random random = new Random(writer);
                all.add(threads.submit(() -> change(mine, random)));
            }
            all.add(threads.submit(() -> repeat(25, job::fold)));
            all.add(threads.submit(() -> repeat(25, job::fold)));
            all.add(threads.submit(() -> repeat(25, () -> assertThat(wrong()).isEmpty())));
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(wrong()).isEmpty();
        job.fold();
        assertThat(wrong()).isEmpty();
        assertThat(rows()).as("few rows are left for three states").isLessThan(3 * 10);
    }

    private void change(String some, Random random) {
        repeat(
                25,
                () -> inDatabase(jdbc -> jdbc.sql(CHANGES.get(random.nextInt(CHANGES.size())))
                        .param("some", some)
                        .update()));
    }

    private static void repeat(int times, Runnable step) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }

    /** States whose sum is not what is there, all in one statement and so at one moment. */
    private List<String> wrong() {
        return inDatabase(jdbc ->
                jdbc.sql("""
                        select concat(status, ': ', live, ' there, ', summed, ' summed')
                        from (select status, count(*) live from environments
                              where workspace_id = :workspace and deleted_at is null group by status) rows
                        full join (select status, sum(difference) summed from environment_counts
                                   where workspace_id = :workspace group by status having sum(difference) <> 0) sums using (status)
                        where live is distinct from summed
                        """).param("workspace", workspace).query(String.class).list());
    }

    private long rows() {
        return inDatabase(jdbc -> jdbc.sql("select count(*) from environment_counts where workspace_id = :workspace")
                .param("workspace", workspace)
                .query(Long.class)
                .single());
    }

    private long total(String filters) {
        return as(owner)
                .get("/environments?page_size=1" + filters)
                .body()
                .path("data")
                .path("pagination")
                .path("total")
                .asLong();
    }
}
