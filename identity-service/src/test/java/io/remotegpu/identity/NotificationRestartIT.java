package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.identity.notifications.facts.Facts;
import io.remotegpu.testing.Publisher;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** What is said while the service is away is heard when it is back, and counts once. */
@IdentityTest
@DirtiesContext
class NotificationRestartIT {
    private static final WorkloadId ENVIRONMENT = new WorkloadId("env-restarted");
    /** The first administrator, made at the first start. */
    private static final CustomerId OWNER = new CustomerId(1);

    @Autowired
    private ConfigurableApplicationContext before;

    @Autowired
    private Publisher services;

    @Test
    void hearsAfterARestartWhatItMissedAndNothingTwice() {
        var requested = services.publish(Facts.requested(ENVIRONMENT, OWNER, "steady"));
        await(before, "select count(*) from notified_environments where name = 'steady'");
        await(before, "select count(*) from audit_logs where action = 'environment.created'");
        before.stop();
        services.publish(requested);
        var failed = services.publish(Facts.failed(ENVIRONMENT, "it ended"));
        var deletion = services.publish(new EnvDeleteRequested(ENVIRONMENT, OWNER));
        try (ConfigurableApplicationContext after = Replica.of(before)) {
            await(after, "select count(*) from notifications where kind = 'environment_failed'");
            // Whichever topic's came first. What was said twice lies before the deletion.
            await(after, heard(failed));
            await(after, heard(deletion));
            await(after, "select count(*) from audit_logs where action = 'environment.delete_requested'");
            assertThat(count(after, "select count(*) from audit_logs where action = 'environment.created'"))
                    .isEqualTo(1);
            assertThat(count(after, "select count(*) from notifications where customer_id = " + OWNER))
                    .isEqualTo(1);
        }
    }

    private static String heard(Envelope<?> message) {
        return "select count(*) from inbox where consumer = 'identity.notifications' and message_id = '" + message.id()
                + "'";
    }

    private static void await(ConfigurableApplicationContext context, String sql) {
        Awaitility.await(sql).atMost(Duration.ofSeconds(60)).until(() -> count(context, sql) == 1);
    }

    private static long count(ConfigurableApplicationContext context, String sql) {
        return context.getBean(JdbcClient.class).sql(sql).query(Long.class).single();
    }
}
