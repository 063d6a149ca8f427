package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.gis.Plans;
import io.remotegpu.gis.RunningGis;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** What jobs look for every few seconds, among 100,000 services most of which are stopped. */
class JobPlanIT extends RunningGis {
    private static final String STATES = """
            insert into service_states (service_id, user_id, desired, observed, config_version, restart_at, updated_at)
            select id, user_id, case service_status when 'running' then 'running' else 'stopped' end, service_status, 1,
                   case when id % 9973 = 0 then now() end, now()
            from user_service_configs where instance_key like 'plan%'
            """;
    private static final String ACCOUNTS = """
            insert into accounts (user_id, status, at)
            select 9000000 + n, case when n % 1000 = 0 then 'suspended' else 'active' end, now() from generate_series(1, 10000) n
            """;
    private static final String BLOCKS = """
            insert into spending_blocks (user_id, scope, cause, blocked, at)
            select 9000000 + n, 'customer', 'balance', n % 1000 = 0, now() from generate_series(1, 10000) n
            """;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void findTheFewThatConcernThemByIndex() {
        String analyze = "analyze service_states, accounts, spending_blocks";
        Plans.on(jdbc, transaction, List.of(STATES, ACCOUNTS, BLOCKS, analyze), plans -> {
            assertThat(plans.of(Accounts.RUNNING, Map.of()))
                    .contains("service_states_wanted")
                    .doesNotContain("Seq Scan");
            assertThat(plans.of(SpendingBlocks.UNPAID, Map.of()))
                    .contains("service_states_wanted")
                    .doesNotContain("Seq Scan");
            assertThat(plans.of(StateStore.TO_RESTART, Map.of("now", Timestamp.from(NOON), "limit", 100)))
                    .contains("service_states_to_restart")
                    .doesNotContain("Seq Scan");
        });
    }
}
