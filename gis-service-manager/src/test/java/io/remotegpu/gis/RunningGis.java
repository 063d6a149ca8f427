package io.remotegpu.gis;

import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TestInfrastructure;
import io.remotegpu.testing.TopicProbe;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service on a real PostgreSQL and Kafka; every test has customers of its own. Databases may be named in 10.0.0.0/8. */
@SpringBootTest(
        classes = GisService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=gis-service-manager",
            "gis.secrets.keys=" + RunningGis.KEY,
            "gis.secrets.rotate-every=1h",
            "gis.logs.clean-every=1h",
            "gis.provisioning.every=1h",
            "remotegpu.messaging.questions.patience=60s",
            "gis.wake.secret=" + RunningGis.WAKE_SECRET,
            "gis.connections.allowed-networks=10.0.0.0/8",
            "gis.services.public-base=https://maps.example.org",
            // Many rivals share five connections.
            "spring.datasource.hikari.connection-timeout=120000"
        })
@Import({TestInfrastructure.class, RunningGis.Noon.class})
public abstract class RunningGis {
    public static final String OLDER_KEY = "older:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    public static final String KEY = "test-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=," + OLDER_KEY;
    protected static final String WAKE_SECRET = "the secret of this test's gateway";
    protected static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final AtomicLong CUSTOMERS = new AtomicLong(1000);

    @LocalServerPort
    protected int port;

    @Autowired
    protected Publisher publisher;

    @Autowired
    protected TopicProbe topics;

    @Autowired
    protected MutableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @TestConfiguration(proxyBeanMethods = false)
    static class Noon {
        @Bean
        MutableClock clock() {
            return new MutableClock(NOON);
        }
    }

    /** Other classes share this context. */
    @AfterEach
    void setBackTheClock() {
        clock.set(NOON);
    }

    protected static long newCustomer() {
        return CUSTOMERS.incrementAndGet();
    }

    protected Api as(long customer) {
        return Api.of(port, customer);
    }

    /** Somebody nobody has met before, whose personal workspace has been heard of. */
    protected Api somebody() {
        long customer = newCustomer();
        jdbc.sql("insert into personal_workspaces (user_id, workspace_id) values (:user, :user)")
                .param("user", customer)
                .update();
        return as(customer);
    }

    /** Until a listener has taken it; several that hear of it do so each in its time. */
    protected void awaitTaken(Envelope<? extends Message> fact) {
        await().until(() -> jdbc.sql("select exists (select from inbox where message_id = :id)")
                .param("id", fact.id())
                .query(Boolean.class)
                .single());
    }

    protected Api admin() {
        return Api.admin(port, 1);
    }
}
