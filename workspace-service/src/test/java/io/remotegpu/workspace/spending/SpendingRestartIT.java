package io.remotegpu.workspace.spending;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** One instance of the service goes, another takes over its database. */
@DirtiesContext
class SpendingRestartIT extends RunningService {
    @Autowired
    private ConfigurableApplicationContext before;

    @Test
    void stillRefusesWhatWasBlockedAndHearsWhatWasSaidMeanwhile() {
        CustomerId early = new CustomerId(registered());
        long blocked = as(early.value()).workspace("blocked before");
        CustomerId late = new CustomerId(registered());
        String running = runningEnvironment(as(late.value()), as(late.value()).workspace("blocked meanwhile"), 1);
        var fact = publisher.publish(new SpendingBlocked(early, null, "balance", List.of()));
        eventually(() -> assertThat(request(as(early.value()), blocked).code()).isEqualTo(40_007));
        before.stop();
        publisher.publish(fact);
        publisher.publish(new SpendingBlocked(late, null, "balance", List.of(new WorkloadId(running))));

        try (ConfigurableApplicationContext after = successorOf(before)) {
            int port = after.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(request(Api.of(port, early.value()), blocked).code()).isEqualTo(40_007);
            awaitStatus(Api.of(port, late.value()), running, "stopping");
            publisher.publish(Facts.of(running).stopped(1));
            awaitStatus(Api.of(port, late.value()), running, "stopped");
            publisher.publish(new SpendingAllowed(early, null, "balance"));
            eventually(() -> assertThat(
                            request(Api.of(port, early.value()), blocked).status())
                    .isEqualTo(202));
        }
    }

    private static Api.Answer request(Api api, long workspace) {
        return api.post("/environments", Api.environmentBody(workspace, 0));
    }
}
