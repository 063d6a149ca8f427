package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Facts that come twice, or after what came later. Those of the scheduler are in LifecycleIT, of accounts in AccountsIT, of traffic in TrafficIT. */
class RedeliveryIT extends SpokenForTheScheduler {
    @Test
    void whatMayBeSpentIsWhatWasSaidLastWhateverComesLast() {
        CustomerId owner = new CustomerId(customer);
        long id = api.service("martin", "tiles", configuration);
        Envelope<?> blocked = publisher.publish(new SpendingBlocked(owner, null, "balance", List.of()));
        awaitTaken(blocked);
        assertThat(post(id, "start").code()).isEqualTo(40007);
        awaitTaken(publisher.publish(new SpendingAllowed(owner, null, "balance")));

        publisher.publish(blocked);
        Envelope<?> late = new Envelope<>(
                UUID.randomUUID(),
                "billing-service",
                Instant.now().minus(Duration.ofHours(1)),
                null,
                new SpendingBlocked(owner, null, "balance", List.of()));
        publisher.publish(late);
        awaitTaken(late);
        assertThat(post(id, "start").status()).isEqualTo(202);
    }

    @Test
    void useIsChargedToTheFirstPersonalWorkspaceHoweverOftenOthersAreTold() {
        CustomerId owner = new CustomerId(customer);
        publisher.publish(new WorkspaceCreated(new WorkspaceId(customer + 50_000), owner, "team", "team"));
        Envelope<?> again =
                publisher.publish(new WorkspaceCreated(new WorkspaceId(customer), owner, "mine", "personal"));
        publisher.publish(again);
        awaitTaken(again);
        Envelope<?> last = publisher.publish(
                new WorkspaceCreated(new WorkspaceId(customer + 60_000), owner, "mine too", "personal"));
        awaitTaken(last);

        assertThat(jdbc.sql("select workspace_id from personal_workspaces where user_id = :user")
                        .param("user", customer)
                        .query(Long.class)
                        .list())
                .containsExactly(customer);
    }
}
