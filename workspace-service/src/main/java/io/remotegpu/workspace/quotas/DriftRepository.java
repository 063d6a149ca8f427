package io.remotegpu.workspace.quotas;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Compares the books with what exists, in one statement and so in one snapshot: a change and its booking are one transaction. */
@Repository
class DriftRepository {
    private static final String COMPARED = """
        with held as (%s),
        actual as (
            select 'customer' as kind, customer_id as id, sum(cpu) as cpu, sum(memory) as memory, sum(gpu) as gpu,
                sum(storage) as storage, sum(environments) as environments
            from held group by customer_id
            union all
            select 'workspace', workspace_id, sum(cpu), sum(memory), sum(gpu), sum(storage), sum(environments)
            from held group by workspace_id),
        kept as (
            select case when customer_id is null then 'workspace' else 'customer' end as kind,
                coalesce(customer_id, workspace_id) as id, cpu, memory, gpu, storage, environments
            from quota_usage)
        select kind, id,
            coalesce(actual.cpu, 0) as actual_cpu, coalesce(actual.memory, 0) as actual_memory,
            coalesce(actual.gpu, 0) as actual_gpu, coalesce(actual.storage, 0) as actual_storage,
            coalesce(actual.environments, 0) as actual_environments,
            coalesce(kept.cpu, 0) as kept_cpu, coalesce(kept.memory, 0) as kept_memory,
            coalesce(kept.gpu, 0) as kept_gpu, coalesce(kept.storage, 0) as kept_storage,
            coalesce(kept.environments, 0) as kept_environments
        from actual full join kept using (kind, id)
        where coalesce(actual.cpu, 0) <> coalesce(kept.cpu, 0)
            or coalesce(actual.memory, 0) <> coalesce(kept.memory, 0)
            or coalesce(actual.gpu, 0) <> coalesce(kept.gpu, 0)
            or coalesce(actual.storage, 0) <> coalesce(kept.storage, 0)
            or coalesce(actual.environments, 0) <> coalesce(kept.environments, 0)
        """;

    private final JdbcClient jdbc;
    private final String compared;

    DriftRepository(JdbcClient jdbc, List<QuotaSource> sources) {
        this.jdbc = jdbc;
        this.compared =
                COMPARED.formatted(sources.stream().map(QuotaSource::held).collect(Collectors.joining(" union all ")));
    }

    List<Drift> find() {
        return jdbc.sql(compared + "order by kind, id")
                .query(DriftRepository::drift)
                .list();
    }

    /** The same for one holder, whose usage row the caller has locked: nothing of it changes meanwhile. */
    List<Drift> find(QuotaHolder holder) {
        return jdbc.sql("select * from (" + compared + ") compared where kind = :kind and id = :id")
                .param("kind", holder.kind())
                .param("id", holder.id())
                .query(DriftRepository::drift)
                .list();
    }

    private static Drift drift(ResultSet row, int number) throws SQLException {
        return new Drift(row.getString("kind"), row.getLong("id"), resources(row, "kept_"), resources(row, "actual_"));
    }

    private static Resources resources(ResultSet row, String prefix) throws SQLException {
        return new Resources(
                row.getBigDecimal(prefix + "cpu"),
                row.getLong(prefix + "memory"),
                row.getBigDecimal(prefix + "gpu"),
                row.getLong(prefix + "storage"),
                row.getLong(prefix + "environments"));
    }
}
