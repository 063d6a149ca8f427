package io.remotegpu.scheduler.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import io.remotegpu.scheduler.leases.LeaseCommand.ReserveGpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Replicas give out and take back whole GPUs, shares and ports of one database's fleet, several at a time each. */
class LeaseCyclesIT {
    private static final int REPLICAS = 3;
    private static final int DESKS = 6;
    /** Ports rest so shortly here that there are always some, however many cycles there are. */
    private static final String[] SETTINGS = {
        "--scheduler.hosts.suspect-after=1h", "--scheduler.hosts.unknown-after=2h", "--scheduler.leases.port-rest=100ms"
    };
    /** Long enough for another desk to be given the same, were that possible. */
    private static final long HELD_NANOS = 1_000_000;

    private static final List<Workload> ASKED =
            List.of(Workloads.withGpus(1), Workloads.sharing(300), Workloads.withGpus(2), Workloads.sharing(700));

    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger doubledPorts = new AtomicInteger();
    private final AtomicInteger reserved = new AtomicInteger();
    private final Map<String, AtomicInteger> held = new ConcurrentHashMap<>();
    private final Set<String> heldPorts = ConcurrentHashMap.newKeySet();

    @Test
    void neverLeaseMoreThanThereIsAndLeakNothing() throws Exception {
        run(600, REPLICAS);
    }

    @Test
    @Tag("long")
    void aHundredThousandTimesOver() throws Exception {
        run(100_000, REPLICAS);
    }

    /** What it costs that placements take turns: as many desks in one replica, and in three. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(ints = {1, REPLICAS})
    void takeTurns(int replicas) throws Exception {
        run(600, replicas);
    }

    private void run(int cycles, int replicaCount) throws Exception {
        left.set(cycles);
        try (World world = new World()) {
            List<ConfigurableApplicationContext> replicas = new ArrayList<>();
            for (int replica = 0; replica < replicaCount; replica++) {
                replicas.add(world.startScheduler(SETTINGS));
            }
            world.host(4);
            world.host(4);
            long start = System.nanoTime();
            work(world, replicas);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d replicas, %d cycles in %.1f s: %.0f cycles/s; the %d desks spent %.0f %% of that time waiting for their turn%n",
                    replicaCount, cycles, seconds, cycles / seconds, DESKS, 100 * waited(replicas) / seconds / DESKS);

            assertThat(doubledPorts).as("ports of two at once").hasValue(0);
            assertThat(world.count("select count(*) from port_mappings where epoch is not null"))
                    .as("ports that are still held")
                    .isZero();
            assertThat(doubled).as("double leases").hasValue(0);
            assertThat(reserved).hasValue(cycles);
            assertThat(world.count("select count(*) from leases")).isEqualTo(cycles);
            assertThat(world.count("select count(*) from leases where closed_at is null"))
                    .isZero();
            assertThat(world.count("select count(*) from gpus where leased <> 0 or allocated_to is not null"))
                    .as("leaks")
                    .isZero();
        }
    }

    private static double waited(List<ConfigurableApplicationContext> replicas) {
        return replicas.stream()
                .map(replica -> replica.getBean(MeterRegistry.class))
                .mapToDouble(meters ->
                        meters.get("remotegpu.placement.turns").timer().totalTime(TimeUnit.SECONDS))
                .sum();
    }

    private void work(World world, List<ConfigurableApplicationContext> replicas) throws Exception {
        try (ExecutorService desks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < DESKS; number++) {
                ConfigurableApplicationContext replica = replicas.get(number % replicas.size());
                Callable<Void> desk = new Desk(world, replica, number);
                all.add(desks.submit(desk));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    /** One after another: a place, and back. */
    private final class Desk implements Callable<Void> {
        private final World world;
        private final LeaseDesk desk;
        private final TransactionTemplate transaction;
        private final int number;

        Desk(World world, ConfigurableApplicationContext replica, int number) {
            this.world = world;
            this.desk = replica.getBean(LeaseDesk.class);
            this.transaction = replica.getBean(TransactionTemplate.class);
            this.number = number;
        }

        @Override
        public Void call() {
            for (int cycle = left.getAndDecrement(); cycle > 0; cycle = left.getAndDecrement()) {
                cycle(new WorkloadId("env-" + number + "-" + cycle), ASKED.get(cycle % ASKED.size()));
            }
            return null;
        }

        private void cycle(WorkloadId id, Workload workload) {
            GpuReserved lease = reserve(id, workload);
            reserved.incrementAndGet();
            lease.gpus().forEach(gpu -> count(gpu, milli(gpu)));
            List<String> ports = ports(lease);
            ports.stream().filter(port -> !heldPorts.add(port)).forEach(port -> doubledPorts.incrementAndGet());
            LockSupport.parkNanos(HELD_NANOS);
            lease.gpus().forEach(gpu -> count(gpu, -milli(gpu)));
            ports.forEach(heldPorts::remove);
            transaction.execute(status -> desk.carryOut(new ReleaseGpus(id, lease.epoch(), List.of())));
        }

        private static List<String> ports(GpuReserved lease) {
            assertThat(lease.ports()).hasSize(1);
            return lease.ports().stream()
                    .map(port -> lease.hostId() + ":" + port.externalPort())
                    .toList();
        }

        /** What shares leave behind nobody is there to show clean: so it is said. */
        private GpuReserved reserve(WorkloadId id, Workload workload) {
            while (true) {
                Event answer =
                        transaction.execute(status -> desk.carryOut(new ReserveGpus(id, workload, null, List.of())));
                if (answer instanceof GpuReserved taken) {
                    return taken;
                }
                world.jdbc.sql("""
                        update gpus set status = 'available', status_reason = null, next_check_at = null
                        where uuid in (select uuid from gpus where status = 'quarantined' for update skip locked)
                        """).update();
            }
        }

        private void count(LeasedGpu gpu, int milli) {
            int now =
                    held.computeIfAbsent(gpu.uuid(), any -> new AtomicInteger()).addAndGet(milli);
            if (now > 1000) {
                doubled.incrementAndGet();
            }
        }

        private static int milli(LeasedGpu gpu) {
            Integer share = gpu.share();
            return share == null ? 1000 : share;
        }
    }
}
