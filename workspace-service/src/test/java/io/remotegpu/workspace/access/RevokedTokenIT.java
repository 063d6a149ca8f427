package io.remotegpu.workspace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.workspace.RunningService;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service that only verifies tokens hears on Kafka which of them to refuse. */
class RevokedTokenIT extends RunningService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void refusesASuspendedCustomerUntilReinstated() {
        long customer = newCustomer();
        long neighbour = newCustomer();
        assertThat(code(customer)).isZero();

        var suspended = publisher.publish(new CustomerSuspended(new CustomerId(customer)));
        publisher.publish(suspended);
        awaitCode(customer, 20006);
        assertThat(code(neighbour)).isZero();

        publisher.publish(new CustomerReinstated(new CustomerId(customer)));
        awaitCode(customer, 0);
    }

    @Test
    void asksForAFreshTokenWhenTheUserTypeIsAnother() {
        long customer = newCustomer();
        assertThat(code(customer)).isZero();

        publisher.publish(new CustomerTypeChanged(new CustomerId(customer), "internal", "individual"));

        awaitCode(customer, 20002);
    }

    private void awaitCode(long customer, int code) {
        await().atMost(PATIENCE).until(() -> code(customer) == code);
    }

    private int code(long customer) {
        return as(customer).get("/workspaces").code();
    }
}
