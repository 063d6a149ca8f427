package io.remotegpu.scheduler;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TestDatabases;
import io.remotegpu.testing.TestKafka;
import io.remotegpu.testing.TestTokens;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Everything around the scheduler: a database, Kafka, fake agents and people with wishes. The scheduler itself comes and goes. */
public final class World implements AutoCloseable {
    private static final List<String> FORGOTTEN = List.of(
            ("host_image_pulls image_pulls left_homes home_pieces moves stop_notices queue allocations placement_decisions port_mappings gpu_leases"
                            + " leases reserved_gpus reservations gpus gpu_maintenances snapshots hosts ssh_keys sagas")
                    .split(" "));
    private static final AtomicInteger ENVIRONMENTS = new AtomicInteger();
    private static final CustomerId OWNER = new CustomerId(1);

    private final String database = TestDatabases.create();
    private final List<ConfigurableApplicationContext> schedulers = new ArrayList<>();
    private final FakeAgents agents;
    public final TopicProbe probe;
    public final Publisher publisher;
    public final JdbcClient jdbc;

    public World() {
        TestKafka.forgetEverything();
        probe = TopicProbe.ofEveryTopic(TestKafka.bootstrapServers());
        publisher = new Publisher(TestKafka.bootstrapServers(), "world");
        jdbc = JdbcClient.create(new DriverManagerDataSource(database, TestDatabases.USER, ""));
        agents = new FakeAgents();
    }

    /** Starts a replica of the scheduler on this world's database. */
    public ConfigurableApplicationContext startScheduler(String... settings) {
        String[] common = {
            "--server.port=0",
            "--spring.datasource.url=" + database,
            "--spring.datasource.username=" + TestDatabases.USER,
            "--spring.datasource.password=",
            "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
            "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri(),
            "--remotegpu.messaging.host-facts.signed=false",
            "--remotegpu.saga.poll-every=200ms",
            "--scheduler.queue.walk-every=500ms",
            "--scheduler.provisioning.stuck-every=300ms",
            "--scheduler.moving.watch-every=500ms",
            "--scheduler.quarantine.check-every=200ms",
            "--scheduler.quarantine.poll-every=100ms",
        };
        String[] args = Stream.of(common, settings).flatMap(Stream::of).toArray(String[]::new);
        ConfigurableApplicationContext scheduler =
                SchedulerService.application().run(args);
        schedulers.add(scheduler);
        return scheduler;
    }

    /** Starts a replica that bears an hour of silence: the fake agents send no heartbeats of themselves. */
    public ConfigurableApplicationContext startPatientScheduler() {
        return startScheduler("--scheduler.hosts.suspect-after=1h", "--scheduler.hosts.unknown-after=2h");
    }

    public void stopSchedulers() {
        schedulers.forEach(ConfigurableApplicationContext::close);
        schedulers.clear();
    }

    /** A host with a fake agent, not registered yet. */
    public FakeAgent agent(int gpus) {
        FakeAgent agent =
                new FakeAgent("host-" + UUID.randomUUID().toString().substring(0, 8), gpus, publisher::publish);
        agents.add(agent);
        return agent;
    }

    /** A registered host with a fake agent. */
    public FakeAgent host(int gpus) {
        FakeAgent agent = agent(gpus);
        agent.register();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count("select count(*) from hosts where host_id = '" + agent.host() + "'") == 1);
        return agent;
    }

    /** Somebody's wish for a new environment, not published yet. */
    public EnvRequested environment(int gpus) {
        return new EnvRequested(
                new WorkloadId("env-" + ENVIRONMENTS.incrementAndGet()),
                OWNER,
                new WorkspaceId(1),
                "mine",
                Workloads.withGpus(gpus));
    }

    /** Publishes a wish for a new environment. */
    public WorkloadId request(int gpus) {
        EnvRequested wish = environment(gpus);
        publisher.publish(wish);
        return wish.environmentId();
    }

    /** Publishes a wish for a new environment of workspace 1. */
    public WorkloadId request(Workload workload) {
        return request(workload, 1, Scheduling.ORDINARY);
    }

    public WorkloadId request(Workload workload, long workspace, Scheduling scheduling) {
        WorkloadId id = new WorkloadId("env-" + ENVIRONMENTS.incrementAndGet());
        publisher.publish(new EnvRequested(
                id, new CustomerId(workspace), new WorkspaceId(workspace), "mine", workload, scheduling, null));
        return id;
    }

    /** What the scheduler said about one environment, each fact once. */
    public <E extends SchedulerEvent> List<E> said(Class<E> type, WorkloadId env) {
        return probe.messages(type).stream()
                .filter(fact -> fact.workloadId().equals(env))
                .distinct()
                .toList();
    }

    /** Waits until it runs under a later epoch than this one; 0 for any. */
    public EnvRunning awaitRunning(WorkloadId env, long afterEpoch) {
        return probe.await(EnvRunning.class, fact -> fact.workloadId().equals(env) && fact.epoch() > afterEpoch);
    }

    /** Waits until it runs, while its host beats, so that a scheduler that soon calls hosts silent does not call this one so. */
    public EnvRunning awaitRunning(FakeAgent host, WorkloadId env) {
        Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> {
            host.heartbeat();
            return !said(EnvRunning.class, env).isEmpty();
        });
        return awaitRunning(env, 0);
    }

    /** Waits until the scheduler says this about it. */
    public <E extends SchedulerEvent> E await(Class<E> type, WorkloadId env) {
        return probe.await(type, fact -> fact.workloadId().equals(env));
    }

    public long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** Whether nothing at all is held and every GPU is available. */
    public boolean nothingHeld() {
        return count("select count(*) from leases where closed_at is null") == 0
                && count("select count(*) from gpu_leases where closed_at is null") == 0
                && count("select count(*) from port_mappings where epoch is not null") == 0
                && count("select count(*) from gpus where status <> 'available'") == 0
                && count("select count(*) from sagas where state in ('running', 'compensating')") == 0;
    }

    /** Forgets all hosts and environments, for the next test on the same scheduler. */
    public void clear() {
        // What the scheduler writes meanwhile may refer to what is being forgotten, or wait for it while it is waited
        // for.
        Awaitility.await()
                .ignoreExceptionsMatching(failure -> failure instanceof DataIntegrityViolationException
                        || failure instanceof ConcurrencyFailureException)
                .until(this::forget);
        agents.clear();
        probe.clear();
    }

    /** Row by row, since emptying whole tables would lock out the scheduler; table by table, since it locks them in another order. */
    private boolean forget() {
        FORGOTTEN.forEach(table -> jdbc.sql("delete from " + table).update());
        return true;
    }

    @Override
    public void close() throws Exception {
        stopSchedulers();
        agents.close();
        probe.close();
        publisher.close();
    }
}
