package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.scheduler.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A scheduler on real PostgreSQL and Kafka, one per test class, with an empty fleet before each test. */
public abstract class RunningScheduler {
    protected static final CustomerId OWNER = new CustomerId(1);
    protected static World world;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        world.startPatientScheduler();
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void clear() {
        world.clear();
    }
}
