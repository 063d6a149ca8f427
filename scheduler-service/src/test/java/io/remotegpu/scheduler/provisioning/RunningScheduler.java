package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A scheduler on real PostgreSQL and Kafka, one per test class, with an empty fleet before each test. */
public abstract class RunningScheduler {
    protected static final CustomerId OWNER = new CustomerId(1);
    protected static World world;
    private static AdminApi admin;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        admin = AdminApi.of(world.startPatientScheduler());
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    protected static AdminApi admin() {
        return admin;
    }

    @BeforeEach
    void clear() {
        world.clear();
    }
}
