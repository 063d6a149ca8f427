package io.remotegpu.scheduler.provisioning;

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

    /** @param keys of sagas, most of them ids of workloads; must run inside the transaction of all */
    public void lock(Collection<String> keys) {
        sagas.lockActive(keys);
        jdbc.sql("""
                select workload_id from allocations where workload_id = any(:keys) order by workload_id for update
                """)
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
