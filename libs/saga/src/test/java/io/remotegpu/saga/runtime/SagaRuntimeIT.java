package io.remotegpu.saga.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

/** Sagas as rows of a real PostgreSQL; nobody else is there. */
class SagaRuntimeIT {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final HostId HOST = new HostId("host-1");

    private final MutableClock clock = new MutableClock(NOON);
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private final Counter failures = new SimpleMeterRegistry().counter("failures");
    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private SagaStore store;
    private SagaRunner runner;
    private DeadlinePoller poller;

    record Stop(String key) {
        static final Saga<Stop> SAGA = Saga.saga("stop", 1, Stop.class)
                .step("stop")
                .insist(stop -> new StopContainer(HOST, new WorkloadId(stop.key), 1, 10))
                .done(ContainerStopped.class)
                .build();
    }

    static class StopProcess implements SagaProcess<Stop> {
        @Override
        public Saga<Stop> definition() {
            return Stop.SAGA;
        }

        @Override
        public void ended(String key, Outcome<Stop> outcome) {}
    }

    @BeforeEach
    void createTables() {
        var dataSource = new DriverManagerDataSource(TestDatabases.create(), TestDatabases.USER, "");
        new ResourceDatabasePopulator(new ClassPathResource("db/saga/V0_2__sagas.sql")).execute(dataSource);
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        store = new SagaStore(jdbc, clock);
        var beans = new StaticListableBeanFactory();
        beans.addBean("stop", new StopProcess());
        var parts = new SagaParts(
                beans.getBeanProvider(ResolvableType.forClass(SagaProcess.class)),
                beans.getBeanProvider(ResolvableType.forClass(LocalCommandHandler.class)));
        runner = new SagaRunner(store, parts, messages -> sent.addAll(List.of(messages)), transaction);
        poller = new DeadlinePoller(store, runner, failures);
    }

    @Test
    void movesTheOthersWhenAWholeBatchCannotMove() {
        for (int broken = 0; broken < 100; broken++) {
            start("env-broken-" + broken);
        }
        jdbc.sql("update sagas set name = 'gone'").update();
        clock.advance(Duration.ofSeconds(1));
        start("env-sound");
        sent.clear();

        clock.advance(Duration.ofMinutes(1));
        poller.poll();
        assertThat(failures.count()).isEqualTo(100);
        poller.poll();
        assertThat(sent).containsExactly(new StopContainer(HOST, new WorkloadId("env-sound"), 1, 10));
        assertThat(failures.count()).isEqualTo(100);
        clock.advance(Duration.ofMinutes(1));
        poller.poll();
        assertThat(failures.count()).isEqualTo(200);
    }

    @Test
    void findsTheSagaThatBeganWhileItWaitedForTheOneBefore() {
        start("env-1");
        CompletableFuture<Optional<StoredSaga>> second = transaction.execute(status -> {
            StoredSaga first = store.lockActive("env-1").orElseThrow();
            var waiting = CompletableFuture.supplyAsync(
                    () -> transaction.execute(other -> store.lockActive("env-1").orElseThrow()));
            await().until(this::somebodyWaits);
            jdbc.sql("update sagas set state = 'completed' where id = ?")
                    .param(first.id())
                    .update();
            start("env-1");
            return waiting.thenApply(Optional::of);
        });
        assertThat(second.join().orElseThrow().state()).isEqualTo("running");
    }

    @Test
    void deletesSagasThatEndedLongAgoOnly() {
        start("env-ended");
        runner.advance("env-ended", new ContainerStopped(HOST, new WorkloadId("env-ended"), 1, NOON));
        start("env-under-way");
        clock.advance(Duration.ofDays(29));
        start("env-young");
        runner.advance("env-young", new ContainerStopped(HOST, new WorkloadId("env-young"), 1, NOON));
        var retention = new SagaRetention(store, Duration.ofDays(30));
        retention.clean();
        assertThat(keys()).containsExactly("env-ended", "env-under-way", "env-young");
        clock.advance(Duration.ofDays(2));
        retention.clean();
        assertThat(keys()).containsExactly("env-under-way", "env-young");
    }

    private void start(String key) {
        runner.start(Stop.SAGA, key, new Stop(key));
    }

    private boolean somebodyWaits() {
        return jdbc.sql("select count(*) from pg_locks where not granted")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private List<String> keys() {
        return jdbc.sql("select correlation_key from sagas order by correlation_key")
                .query(String.class)
                .list();
    }
}
