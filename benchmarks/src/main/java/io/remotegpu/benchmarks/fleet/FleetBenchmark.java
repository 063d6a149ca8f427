package io.remotegpu.benchmarks.fleet;

import io.remotegpu.benchmarks.Progress;
import io.remotegpu.contracts.Topics;
import io.remotegpu.scheduler.SchedulerService;
import io.remotegpu.testing.TestKafka;
import io.remotegpu.testing.TestTokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The real scheduler on a durable PostgreSQL and a real Kafka, with hosts that are simulated from the protocol on: all on this machine. */
public final class FleetBenchmark {
    /** So that a scheduler that falls behind is measured at what it bears and the run ends. */
    private static final int MOST_UNDER_WAY = 2_000;

    private static final long DRAIN_NANOS = 30_000_000_000L;

    private final FleetOptions options;
    private final int hosts;
    private final String run;
    private final String kafka = TestKafka.bootstrapServers();

    private FleetBenchmark(FleetOptions options, int hosts, int number) {
        this.options = options;
        this.hosts = hosts;
        this.run = "fleet" + number;
    }

    public static void run(String[] arguments) {
        FleetOptions options;
        try {
            options = FleetOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + FleetOptions.USAGE);
            System.exit(2);
            return;
        }
        LoggingSystem.get(FleetBenchmark.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
        // Threads of the broker would keep the virtual machine for long, also after a failure.
        System.exit(measureAll(options));
    }

    private static int measureAll(FleetOptions options) {
        try {
            for (int number = 0; number < options.hosts().size(); number++) {
                new FleetBenchmark(options, options.hosts().get(number), number).measure();
            }
            return 0;
        } catch (Exception failure) {
            failure.printStackTrace();
            return 1;
        }
    }

    private void measure() throws Exception {
        Path data = Files.createTempDirectory("remotegpu-fleet");
        try (EmbeddedPostgres postgres = postgres(data);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
                FleetLink link = new FleetLink(kafka)) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
            try (ConfigurableApplicationContext _ = scheduler(url);
                    SimulatedFleet _ = SimulatedFleet.start(link, admin, run, hosts, options.gpus())) {
                awaitHosts(jdbc);
                measure(link, new Meter(jdbc, admin, data));
            }
        }
    }

    private void measure(FleetLink link, Meter meter) throws InterruptedException, ExecutionException {
        LifeCycles people = new LifeCycles(link, options.hold());
        List<TopicPartition> facts = IntStream.range(0, 3)
                .mapToObj(part -> new TopicPartition(Topics.SCHEDULER, part))
                .toList();
        try (FleetLink.Listening _ = link.listen(facts, people::hear)) {
            Progress.say("%d hosts: warming up".formatted(hosts));
            keepAsking(people, options.warmUp().toNanos());
            people.measureAnew();
            meter.forgetStatements();
            Spent before = meter.read();
            long endedBefore = people.ended();
            Progress.say("%d hosts: measuring".formatted(hosts));
            int notAsked = keepAsking(people, options.length().toNanos());
            Spent spent = meter.read().since(before);
            long ended = people.ended() - endedBefore;
            print(people, spent, ended, notAsked);
            System.out.println("  where PostgreSQL's time goes, by life cycle:");
            meter.dearest(ended).forEach(System.out::println);
            drain(people);
        }
    }

    /** @return how many were not begun when they were due, because too many were under way */
    private int keepAsking(LifeCycles people, long nanos) {
        long step = 1_000_000_000L / options.rate();
        long begin = System.nanoTime();
        int notAsked = 0;
        for (long due = begin; due - begin < nanos; due += step) {
            while (due - System.nanoTime() > 0) {
                people.stopWhoIsDone();
                LockSupport.parkNanos(Math.min(2_000_000, due - System.nanoTime()));
            }
            people.stopWhoIsDone();
            if (people.underWay() < MOST_UNDER_WAY) {
                people.begin(run, due);
            } else {
                notAsked++;
            }
        }
        return notAsked;
    }

    /** The scheduler is not stopped in the middle of their work, for that prints what nobody needs to read. */
    private static void drain(LifeCycles people) {
        long begun = System.nanoTime();
        while (people.underWay() > 0 && System.nanoTime() - begun < DRAIN_NANOS) {
            people.stopWhoIsDone();
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void print(LifeCycles people, Spent spent, long ended, int notAsked) {
        Runtime memory = Runtime.getRuntime();
        System.out.printf(
                "%d hosts, %d GPUs, %d life cycles/s asked for: %.1f/s sustained   (aim 200, load %.1f)%n",
                hosts,
                hosts * options.gpus(),
                options.rate(),
                ended / spent.seconds(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.println(people.reserved().row("  request to GpuReserved   (aim p99 50 ms)"));
        System.out.println(people.running().row("  request to running"));
        System.out.println(spent.perLifeCycle(ended));
        System.out.printf(
                "  heap of everything but PostgreSQL %d MiB; queued %d, not asked because %d were under way: %d%n",
                (memory.totalMemory() - memory.freeMemory()) >> 20, people.queued(), MOST_UNDER_WAY, notAsked);
    }

    private void awaitHosts(JdbcClient jdbc) throws InterruptedException {
        Progress.say("%d hosts: registering".formatted(hosts));
        while (jdbc.sql("select count(*) from hosts").query(Integer.class).single() < hosts) {
            Thread.sleep(100);
        }
    }

    /** Durable as in production; the library's own defaults are not. */
    private static EmbeddedPostgres postgres(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("wal_level", "logical")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
    }

    private ConfigurableApplicationContext scheduler(String url) {
        return SchedulerService.application()
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=",
                        "--spring.kafka.bootstrap-servers=" + kafka,
                        "--remotegpu.messaging.host-facts.signed=false",
                        "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri(),
                        "--logging.level.root=ERROR",
                        "--logging.level.io.remotegpu=ERROR",
                        "--server.port=0");
    }
}
