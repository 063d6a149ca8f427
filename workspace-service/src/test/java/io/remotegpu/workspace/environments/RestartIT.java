package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** One instance of the service goes, another takes over its database. */
@DirtiesContext
class RestartIT extends RunningService {
    @Autowired
    private ConfigurableApplicationContext before;

    @Test
    void goesOnWhereItWasWithWhatWasSaidMeanwhile() {
        long customer = newCustomer();
        String id = as(customer).environment(as(customer).workspace("vision lab"), 1);
        Facts facts = Facts.of(id);
        var running = publisher.publish(facts.running(1));
        awaitStatus(as(customer), id, "running");
        before.stop();
        publisher.publish(running);
        publisher.publish(facts.unknown(1));

        try (ConfigurableApplicationContext after = successorOf(before)) {
            int newPort = after.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            Api api = Api.of(newPort, customer);
            awaitStatus(api, id, "unknown");
            assertThat(used(api, "gpu")).isEqualTo(1);
            assertThat(api.put("/environments/" + id + "/stop", null).status()).isEqualTo(202);
            topics.await(
                    EnvStopRequested.class, wish -> wish.environmentId().value().equals(id));
            publisher.publish(facts.stopped(1));
            awaitStatus(api, id, "stopped");
            assertThat(used(api, "gpu")).isZero();
        }
    }
}
