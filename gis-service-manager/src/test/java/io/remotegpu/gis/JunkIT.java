package io.remotegpu.gis;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TestTokens;
import io.remotegpu.testing.api.JunkRequests;
import org.junit.jupiter.api.Test;

class JunkIT extends RunningGis {
    @Test
    void refusesJunkWithoutShowingItsInsides() {
        long customer = newCustomer();
        as(customer).service("martin", "junk", "{\"mbtiles\":{\"files\":[\"a.mbtiles\"]}}");

        assertThat(new JunkRequests(address(), () -> TestTokens.of(customer)).complaints(10, 7))
                .isEmpty();
    }

    @Test
    void refusesJunkFromAnAdministratorWithoutShowingItsInsides() {
        assertThat(new JunkRequests(address(), () -> TestTokens.admin(1)).complaints(20, 11))
                .isEmpty();
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }
}
