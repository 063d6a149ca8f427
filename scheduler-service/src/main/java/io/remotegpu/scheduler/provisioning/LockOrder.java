package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.runtime.SagaRunner;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whoever takes many facts in one transaction locks first what they concern: sagas, then workloads, each in the order of their names and all before
 * the turn of placement, which a walk through the queue takes while it has its workload.
 */
@Component
public class LockOrder {
    private final SagaRunner sagas;
    private final JdbcClient jdbc;

    LockOrder(SagaRunner sagas, JdbcClient jdbc) {
        this.sagas = sagas;
        this.jdbc = jdbc;
    }

    /**
     * Must run inside the transaction of all.
     *
     * @param keys of sagas: of those that move workloads, and of those beside them that change a size or keep a snapshot
     * @param workloads of all of them: what a change of size ends with is written there too
     */
    public void lock(Collection<String> keys, Collection<WorkloadId> workloads) {
        sagas.lockActive(keys);
        jdbc.sql("""
                select workload_id from allocations where workload_id = any(:workloads) order by workload_id for update
                """)
                .param("workloads", workloads.stream().map(WorkloadId::value).toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
