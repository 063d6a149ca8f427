package io.remotegpu.workspace.datasets;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.web.FieldError;
import io.remotegpu.workspace.tenancy.Tenancy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which environment reads which datasets, now and before. */
@Repository
public class DatasetUsage {
    private final JdbcClient jdbc;
    private final DatasetRepository datasets;
    private final Tenancy tenancy;

    DatasetUsage(JdbcClient jdbc, DatasetRepository datasets, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.datasets = datasets;
        this.tenancy = tenancy;
    }

    /**
     * How environments of a workspace mount these datasets. Those of other workspaces do not exist here, even for who is in both: others who
     * use the environment may not be.
     *
     * @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED for one that is not readable there, or two of one name
     */
    public List<DatasetMount> mounts(WorkspaceId workspace, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        // as the system, because a lock on what is public is a change of it to the database
        List<Dataset> found = tenancy.asSystem(() -> datasets.readableIn(workspace, ids));
        Set<Long> missing = new HashSet<>(ids);
        found.forEach(dataset -> missing.remove(dataset.id()));
        if (!missing.isEmpty()) {
            throw FieldError.refuse(
                    "dataset_ids", "names datasets that workspace " + workspace + " cannot read: " + missing);
        }
        if (found.stream().map(Dataset::mountPath).distinct().count() < found.size()) {
            throw FieldError.refuse(
                    "dataset_ids", "names two datasets of the same name, which would be mounted on one path");
        }
        return found.stream().map(Dataset::mount).toList();
    }

    /** From now on it reads exactly these. */
    public void set(WorkloadId environment, List<Long> ids, Instant now) {
        jdbc.sql("""
                        update dataset_usage set until = :now
                        where environment_id = :environment and until is null and dataset_id <> all (:ids)
                        """)
                .param("environment", environment.value())
                .param("ids", ids.toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into dataset_usage (dataset_id, environment_id, since)
                        select id, :environment, :now from unnest(:ids) as wanted (id)
                        on conflict (environment_id, dataset_id) where until is null do nothing
                        """)
                .param("environment", environment.value())
                .param("ids", ids.toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
