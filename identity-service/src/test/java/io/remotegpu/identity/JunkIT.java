package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.api.JunkRequests;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@IdentityTest
class JunkIT {
    private static final int REQUESTS_PER_LOGIN = 15;

    @LocalServerPort
    private int port;

    private int requests;

    @Test
    void refusesJunkFromACustomerWithoutShowingItsInsides() {
        Person sender = new Person(port, "junk-sender").registered();

        assertThat(junkFrom(sender, Person.PASSWORD).complaints(10, 7)).isEmpty();
    }

    @Test
    void refusesJunkFromAnAdministratorWithoutShowingItsInsides() {
        assertThat(junkFrom(new Person(port, "admin"), "Gpu-Fleet-7-keeper").complaints(10, 11))
                .isEmpty();
    }

    /** Logs in anew from time to time, since some of the junk is a logout, and from elsewhere, since the junk locks its own address out. */
    private JunkRequests junkFrom(Person sender, String password) {
        sender.from("198.51.100.7");
        return new JunkRequests("http://127.0.0.1:" + port, () -> {
            if (requests++ % REQUESTS_PER_LOGIN == 0) {
                sender.loggedInWith(password);
            }
            return sender.accessToken;
        });
    }
}
