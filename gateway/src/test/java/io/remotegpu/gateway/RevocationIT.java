package io.remotegpu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What identity-service says on a real Kafka closes the gateway to tokens that have not expired. */
class RevocationIT extends GatewayTestBase {
    @Test
    void refusesTheTokensOfAnEndedLoginAndNoOthers() throws Exception {
        UUID ended = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        assertThat(codeFor(101, ended)).isZero();

        IdentityFacts.tell(new SessionRevoked(new CustomerId(101), ended, "logout"));

        awaitCode(101, ended, 20001);
        assertThat(codeFor(101, other)).isZero();
    }

    @Test
    void refusesASuspendedCustomerUntilReinstated() throws Exception {
        UUID login = UUID.randomUUID();
        assertThat(codeFor(102, login)).isZero();

        IdentityFacts.tell(new CustomerSuspended(new CustomerId(102)));
        awaitCode(102, login, 20006);
        assertThat(codeFor(103, login)).isZero();

        IdentityFacts.tell(new CustomerReinstated(new CustomerId(102)));
        awaitCode(102, login, 0);
    }

    @Test
    void asksForAFreshTokenAfterAChangeOfTheUserType() throws Exception {
        UUID login = UUID.randomUUID();
        assertThat(codeFor(104, login)).isZero();

        IdentityFacts.tell(new CustomerTypeChanged(new CustomerId(104), "internal", "individual"));

        awaitCode(104, login, 20002);
    }

    private void awaitCode(long user, UUID login, int code) {
        await().atMost(Duration.ofSeconds(30)).until(() -> codeFor(user, login) == code);
    }

    private int codeFor(long user, UUID login) throws Exception {
        return json(send(request("/api/v1/environments")
                        .header("Authorization", "Bearer " + Platform.token(user, login))))
                .path("code")
                .asInt(0);
    }
}
