package io.remotegpu.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.leases.FleetChanges.Look;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which hosts placement must read again, as seen from inside and outside of transactions that write about them. */
class FleetChangesIT {
    private static World world;
    private static FleetChanges changes;
    private static JdbcClient jdbc;
    private static TransactionTemplate transaction;

    private Look last = Look.NONE;
    private HostId one;
    private HostId other;

    @BeforeAll
    static void begin() {
        world = new World();
        ConfigurableApplicationContext scheduler = world.startPatientScheduler();
        changes = scheduler.getBean(FleetChanges.class);
        jdbc = scheduler.getBean(JdbcClient.class);
        transaction = new TransactionTemplate(scheduler.getBean(PlatformTransactionManager.class));
    }

    @AfterAll
    static void end() throws Exception {
        world.close();
    }

    @BeforeEach
    void twoHosts() {
        world.clear();
        one = world.host(1).host();
        other = world.host(1).host();
        look();
    }

    @Test
    void aTransactionReadsAgainOnlyWhatItWroteSinceItLooked() {
        transaction.executeWithoutResult(own -> {
            write(one);
            assertThat(look()).containsExactly(one);
            assertThat(look()).isEmpty();
            write(other);
            assertThat(look()).containsExactly(other);
            write(one);
            assertThat(look()).containsExactly(one);
        });
        assertThat(look()).as("it was seen before it was committed").isEmpty();
    }

    @Test
    void whatWasUndoneIsReadAgain() {
        transaction.executeWithoutResult(own -> {
            write(one);
            look();
            own.setRollbackOnly();
        });
        assertThat(look()).containsExactly(one);
        assertThat(look()).isEmpty();
    }

    @Test
    void aWriteInThePlaceOfOneThatWasUndoneIsAnother() {
        transaction.executeWithoutResult(own -> {
            Object before = own.createSavepoint();
            write(one);
            look();
            own.rollbackToSavepoint(before);
            write(one);
            assertThat(look()).containsExactly(one);
        });
    }

    @Test
    void othersSeeItOnceItIsCommitted() {
        transaction.executeWithoutResult(own -> {
            write(one);
            inAnotherTransaction(() -> assertThat(look()).isEmpty());
        });
        assertThat(look()).containsExactly(one);
        assertThat(look()).isEmpty();
    }

    /** In between somebody who does not see them read the hosts as they were. */
    @Test
    void whoWroteReadsAgainAfterOthersHaveLooked() {
        transaction.executeWithoutResult(own -> {
            write(one);
            look();
            inAnotherTransaction(() -> assertThat(look()).containsExactly(one));
            assertThat(look()).containsExactly(one);
        });
    }

    private static void inAnotherTransaction(Runnable task) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(task).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Of these two hosts. */
    private Set<HostId> look() {
        last = changes.since(last, Instant.now(), Instant.now());
        return last.stale().stream().filter(Set.of(one, other)::contains).collect(Collectors.toSet());
    }

    private static void write(HostId host) {
        jdbc.sql("update hosts set total_cpu = total_cpu + 1 where host_id = :host")
                .param("host", host.value())
                .update();
    }
}
