package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.quotas.QuotaLedger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The quota before any service: whoever holds the quota, as one that makes a new default does, may have every service of the same user. */
class LockOrderIT extends SpokenForTheScheduler {
    @Autowired
    QuotaLedger ledger;

    @Autowired
    TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(strings = {"start", "restart", "change"})
    void whoWaitsForTheQuotaHoldsNoService(String action) throws Exception {
        long id = api.service("martin", "tiles", configuration);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> rival = transaction.execute(status -> {
                ledger.hold(new CustomerId(customer));
                Future<Integer> waiting = threads.submit(() -> act(id, action));
                await().until(this::somebodyWaitsForTheQuota);
                jdbc.sql("select id from user_service_configs where id = :id for update nowait")
                        .param("id", id)
                        .query(Long.class)
                        .single();
                return waiting;
            });

            assertThat(rival.get()).isIn(200, 202);
        }
    }

    private int act(long id, String action) {
        return action.equals("change")
                ? api.put("/user-services/" + id, "{\"config_data\":" + otherConfiguration + "}")
                        .status()
                : post(id, action).status();
    }

    private boolean somebodyWaitsForTheQuota() {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like '%quota_ledgers%for update%'
                        """).query(Long.class).single() > 0;
    }
}
