package io.remotegpu.identity.notifications.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.identity.IdentityTest;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** An environment that others speak of, and what its owner was told. */
@IdentityTest
@TestPropertySource(properties = "identity.notifications.queued-after=20m")
abstract class OwnerOfAnEnvironment {
    @Autowired
    Publisher services;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    LongQueues longQueues;

    final WorkloadId environment =
            new WorkloadId("env-" + UUID.randomUUID().toString().substring(0, 8));

    final <M extends Message> Envelope<M> at(Instant time, M message) {
        return new Envelope<>(UUID.randomUUID(), "test", time, null, message);
    }

    final void awaitOwner() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count(
                                "select count(*) from notified_environments where environment_id = :id and customer_id is not null")
                        == 1);
    }

    final void awaitCause(String cause) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        count("select count(*) from notified_environments where environment_id = :id and stop_cause = '"
                                        + cause + "'")
                                == 1);
    }

    final void awaitQueuedFor(String reason) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count(
                                "select count(*) from notified_environments where environment_id = :id and queued_reason = '"
                                        + reason + "'")
                        == 1);
    }

    final void awaitKinds(CustomerId customer, String... expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kinds(customer)).containsExactly(expected));
    }

    final List<String> kinds(CustomerId customer) {
        return jdbc.sql("select kind from notifications where customer_id = :customer order by id")
                .param("customer", customer.value())
                .query(String.class)
                .list();
    }

    final List<String> texts(CustomerId customer, String argument) {
        return jdbc.sql(
                        "select args ->> :argument from notifications where customer_id = :customer and jsonb_exists(args, :argument) order by id")
                .param("customer", customer.value())
                .param("argument", argument)
                .query(String.class)
                .list();
    }

    final long count(String sql) {
        return jdbc.sql(sql).param("id", environment.value()).query(Long.class).single();
    }

    final String username(CustomerId customer) {
        return jdbc.sql("select username from customers where id = :id")
                .param("id", customer.value())
                .query(String.class)
                .single();
    }

    final CustomerId customer() {
        String name = "owner-" + UUID.randomUUID();
        return new CustomerId(
                jdbc.sql("""
                insert into customers (username, email, password_hash, user_type, account_type, created_at, updated_at)
                values (:name, :name || '@example.org', 'none', 'external', 'individual', now(), now()) returning id
                """).param("name", name).query(Long.class).single());
    }
}
