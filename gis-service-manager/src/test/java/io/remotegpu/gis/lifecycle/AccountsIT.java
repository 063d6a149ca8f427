package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisEvent.GisDeleteRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.gis.access.WorkloadIds;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of the services of people whose accounts are closed. */
class AccountsIT extends SpokenForTheScheduler {
    @Autowired
    private AccountListener accounts;

    @Autowired
    private Accounts known;

    @Test
    void stopsThoseOfASuspendedAccountAndStartsThemAgainOnlyOnceItIsBack() {
        long id = runs();
        Envelope<?> suspended = publisher.publish(new CustomerSuspended(new CustomerId(customer)));
        wish(GisStopRequested.class, id, 2);
        api = admin(); // nobody lets the owner in any more
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        awaitStatus(id, "stopped");
        assertThat(post(id, "start").code()).isEqualTo(20006);

        awaitTaken(publisher.publish(new CustomerReinstated(new CustomerId(customer))));
        publisher.publish(suspended);
        assertThat(post(id, "start").status()).isEqualTo(202);
        wish(GisStartRequested.class, id, 3);
    }

    @Test
    void keepsThoseOfADeletedAccountForAWhileAndThenRemovesThemWithTheirData() {
        long id = runs();
        awaitTaken(publisher.publish(new CustomerDeleted(new CustomerId(customer))));
        wish(GisStopRequested.class, id, 2);
        api = admin(); // nobody lets the owner in any more
        publisher.publish(new EnvStopped(WorkloadIds.of(id), 5, NOON));
        awaitStatus(id, "stopped");
        accounts.removeLeft();
        assertThat(api.get("/user-services/" + id).status()).isEqualTo(200);

        jdbc.sql("update accounts set at = :then where user_id = :user")
                .param("then", Timestamp.from(NOON.minus(Duration.ofDays(31))))
                .param("user", customer)
                .update();
        accounts.removeLeft();
        wish(GisDeleteRequested.class, id, 3);
        publisher.publish(new EnvDeleted(WorkloadIds.of(id), 5, NOON));
        await().until(() -> api.get("/user-services/" + id).status() == 404);
    }

    @Test
    void believesTheNewestWhateverComesLast() {
        CustomerId owner = new CustomerId(customer);
        known.become(owner, Accounts.ACTIVE, NOON.plus(Duration.ofHours(1)));
        known.become(owner, Accounts.DELETED, NOON);

        assertThat(post(api.service("martin", "tiles", configuration), "start").status())
                .isEqualTo(202);
    }

    private long runs() {
        long id = api.service("martin", "tiles", configuration);
        post(id, "start");
        wish(GisStartRequested.class, id, 1);
        publisher.publish(running(id, 5, 30031));
        awaitStatus(id, "running");
        return id;
    }
}
