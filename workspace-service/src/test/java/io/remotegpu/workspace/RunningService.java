package io.remotegpu.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TestInfrastructure;
import io.remotegpu.testing.TestTokens;
import io.remotegpu.testing.TopicProbe;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.tenancy.Tenancy;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The service on a real PostgreSQL and Kafka; the tests play its users over HTTP and the other services over Kafka. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=workspace-service",
            // Two hundred rivals share five connections.
            "spring.datasource.hikari.connection-timeout=120000"
        })
@Import(TestInfrastructure.class)
public abstract class RunningService {
    private static final AtomicLong CUSTOMERS = new AtomicLong(1000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    protected int port;

    @Autowired
    protected Publisher publisher;

    @Autowired
    protected TopicProbe topics;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Autowired
    private Tenancy tenancy;

    /** Looks at rows, or changes them behind the service's back, as the platform itself may. */
    protected <T> T inDatabase(Function<JdbcClient, T> work) {
        return tenancy.asSystem(() -> transaction.execute(status -> work.apply(jdbc)));
    }

    /** The same with the rights of one customer, as the database knows them. */
    protected <T> T inDatabaseAs(long customer, Function<JdbcClient, T> work) {
        Caller caller = new Caller(new CustomerId(customer), "user" + customer, "external", "", "");
        return tenancy.as(caller, () -> transaction.execute(status -> work.apply(jdbc)));
    }

    protected static long newCustomer() {
        return CUSTOMERS.incrementAndGet();
    }

    protected Api as(long customer) {
        return Api.of(port, customer);
    }

    protected Api admin() {
        return Api.admin(port, 1);
    }

    /** Somebody whose registration has arrived. */
    protected long registered() {
        long id = newCustomer();
        publisher.publish(registration(id));
        await().atMost(PATIENCE)
                .until(() -> as(id).get("/workspaces?type=personal")
                                .data()
                                .path("items")
                                .size()
                        == 1);
        return id;
    }

    protected static CustomerRegistered registration(long id) {
        return new CustomerRegistered(
                new CustomerId(id),
                UUID.randomUUID(),
                "user" + id,
                "user" + id + "@example.org",
                "external",
                "individual");
    }

    protected <M extends Message> void deliver(Envelope<M> envelope, int times) {
        for (int i = 0; i < times; i++) {
            publisher.publish(envelope);
        }
    }

    protected void awaitStatus(Api api, String environment, String status) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        api.get("/environments/" + environment).text("status"))
                .isEqualTo(status));
    }

    /** The id of a new environment that the scheduler has brought up under epoch 1. */
    protected String runningEnvironment(Api api, long workspace, int gpus) {
        String id = api.environment(workspace, gpus);
        publisher.publish(Facts.of(id).reserved(1));
        publisher.publish(Facts.of(id).running(1));
        awaitStatus(api, id, "running");
        return id;
    }

    /** The same, asked for with more than the usual fields, such as {@code "priority":20}. */
    protected String runningEnvironment(Api api, String fields, long workspace) {
        String id = api.post("/environments", """
                        {"name":"train","workspace_id":%d,"cpu":2,"memory":4096,%s}""".formatted(workspace, fields)).text("id");
        publisher.publish(Facts.of(id).running(1));
        awaitStatus(api, id, "running");
        return id;
    }

    protected static void eventually(Runnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion::run);
    }

    /** What of a resource the customer's quota counts as used now. */
    protected long used(Api api, String resource) {
        return api.get("/users/me/quota").data().path("used").path(resource).asLong();
    }

    /** Another instance, which takes over the database of one that was stopped. */
    protected static ConfigurableApplicationContext successorOf(ConfigurableApplicationContext before) {
        ConfigurableEnvironment configured = before.getEnvironment();
        return WorkspaceService.application()
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + configured.getRequiredProperty("spring.datasource.url"),
                        "--spring.datasource.username=" + configured.getRequiredProperty("spring.datasource.username"),
                        "--spring.datasource.password=",
                        "--spring.kafka.bootstrap-servers="
                                + configured.getRequiredProperty("spring.kafka.bootstrap-servers"),
                        "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri());
    }

    /** The type of the newest entry in an environment's timeline. */
    protected static String lastEvent(Api api, String id) {
        return api.get("/environments/" + id + "/events?sort=-id")
                .data()
                .at("/items/0/type")
                .asString();
    }
}
