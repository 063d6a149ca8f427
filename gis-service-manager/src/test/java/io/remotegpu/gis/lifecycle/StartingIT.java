package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.gis.Api;
import io.remotegpu.gis.access.WorkloadIds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What starts by itself, and what may not start. */
class StartingIT extends SpokenForTheScheduler {
    @Test
    void startsByItselfWhenItIsMeantToAndKeepsSecretsOutOfEveryRow() {
        long connection = api.connection("maps");
        Api.Answer made = api.post("/user-services", """
                {"service_name":"auto","service_type":"martin","auto_start":true,
                 "config_data":{"postgres":[{"connection_id":%d}]}}""".formatted(connection));
        long id = made.data().path("id").asLong();
        GisStartRequested wish = wish(GisStartRequested.class, id, 1);
        assertThat(wish.workload().files()).anyMatch(file -> file.content().contains(Api.PASSWORD));
        assertThat(wish.toString()).doesNotContain(Api.PASSWORD);
        assertThat(jdbc.sql("select count(*) from service_states s where s::text like :secret")
                        .param("secret", "%" + Api.PASSWORD + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void stopsWhatNobodyPaysForAndStartsNothingUntilThatIsAllowed() {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        publisher.publish(new SpendingBlocked(new CustomerId(customer), null, "balance", List.of(WorkloadIds.of(id))));
        wish(GisStopRequested.class, id, 2);
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        awaitStatus(id, "stopped");
        assertThat(post(id, "start").body().path("error").asString()).isEqualTo("insufficient_balance");

        publisher.publish(new SpendingAllowed(new CustomerId(customer), null, "balance"));
        await().until(() -> post(id, "start").status() == 202);
        wish(GisStartRequested.class, id, 3);
    }
}
