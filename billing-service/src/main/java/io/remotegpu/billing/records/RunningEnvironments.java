package io.remotegpu.billing.records;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What runs at someone's cost now. */
@Component
public class RunningEnvironments {
    private final JdbcClient jdbc;

    RunningEnvironments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In the order in which they are to stop: what costs most first, of equals the one that began last.
     *
     * @param workspace null for all of the customer's; else everybody's in it
     */
    public List<WorkloadId> of(long customer, @Nullable Long workspace) {
        return jdbc
                .sql("""
                select environment_id from billing_records
                where status in ('open', 'paused') and kind <> 'storage'
                  and case when cast(:workspace as bigint) is null then customer_id = :customer else workspace_id = :workspace end
                group by environment_id order by max(unit_price) desc, max(start_time) desc, environment_id
                """)
                .param("customer", customer)
                .param("workspace", workspace)
                .query(String.class)
                .list()
                .stream()
                .map(WorkloadId::new)
                .toList();
    }
}
