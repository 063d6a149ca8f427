package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ConfigurableApplicationContext;

/** A scheduler on real PostgreSQL and Kafka, one per test class, with an empty fleet before each test. */
public abstract class RunningScheduler {
    protected static final CustomerId OWNER = new CustomerId(1);
    protected static World world;
    private static AdminApi admin;
    private static ConfigurableApplicationContext running;
    private static QueueWalker walker;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        ConfigurableApplicationContext scheduler = world.startPatientScheduler();
        running = scheduler;
        admin = AdminApi.of(scheduler);
        walker = scheduler.getBean(QueueWalker.class);
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    protected static AdminApi admin() {
        return admin;
    }

    /** One of its own parts. */
    protected static <T> T part(Class<T> type) {
        return running.getBean(type);
    }

    /** Tries everybody who waits, unless that is about to be done anyway. */
    protected static void walkQueue() {
        walker.walk();
    }

    @BeforeEach
    void clear() {
        world.clear();
    }
}
