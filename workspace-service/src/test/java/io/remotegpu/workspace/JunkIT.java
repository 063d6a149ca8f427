package io.remotegpu.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TestTokens;
import io.remotegpu.testing.api.JunkRequests;
import org.junit.jupiter.api.Test;

class JunkIT extends RunningService {
    @Test
    void refusesJunkFromACustomerWithoutShowingItsInsides() {
        long customer = registered();
        long workspace = as(customer).workspace("junk");
        as(customer).environment(workspace, 0);

        assertThat(new JunkRequests(address(), () -> TestTokens.of(customer)).complaints(10, 7))
                .isEmpty();
    }

    @Test
    void refusesJunkFromAnAdministratorWithoutShowingItsInsides() {
        assertThat(new JunkRequests(address(), () -> TestTokens.admin(1)).complaints(10, 11))
                .isEmpty();
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }
}
