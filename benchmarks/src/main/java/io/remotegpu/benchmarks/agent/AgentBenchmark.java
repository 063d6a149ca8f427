package io.remotegpu.benchmarks.agent;

import io.remotegpu.benchmarks.Progress;
import io.remotegpu.benchmarks.RawEngine;
import io.remotegpu.benchmarks.Samples;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.testing.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * What one agent adds to the engine that it stands on: a start, command to fact, in turns with the raw engine's; stop to GPUs shown clean; memory
 * and CPU at rest with many containers; and how soon it stands by all of them again after a {@code kill -9}.
 */
public final class AgentBenchmark {
    private static final int GPUS = 8;
    private static final int CONTAINERS = 20;
    private static final int WARM_UP = 3;
    private static final int RAW_PORT = 27_022;
    private static final int FIRST_PORT = 27_100;
    private static final int SETTLING_MILLIS = 20_000;
    private static final int RESTING_MILLIS = 60_000;

    private final Samples raw = new Samples();
    private final Samples starts = new Samples();
    private final Samples stops = new Samples();
    private final Samples verified = new Samples();
    private final Scheduler scheduler;
    private final Environments environments;
    private final AgentProcess agent;

    private AgentBenchmark(Scheduler scheduler, Environments environments, AgentProcess agent) {
        this.scheduler = scheduler;
        this.environments = environments;
        this.agent = agent;
    }

    public static void run(String[] options) throws Exception {
        int runs = options.length > 0 ? Integer.parseInt(options[0]) : 30;
        Path folder = Files.createTempDirectory("remotegpu-bench");
        Environments environments = new Environments();
        try (RawEngine engine = new RawEngine(keys(folder));
                Scheduler scheduler = new Scheduler(TestKafka.bootstrapServers());
                AgentProcess agent = new AgentProcess(environments.arguments(folder, GPUS), folder)) {
            AgentBenchmark benchmark = new AgentBenchmark(scheduler, environments, agent);
            List<String> gpus = benchmark.gpus();
            benchmark.startAndStop(engine, runs, gpus);
            benchmark.carryMany(gpus);
        } finally {
            environments.removeAll();
            FileSystemUtils.deleteRecursively(folder);
        }
        // the embedded Kafka's threads would keep the machine alive
        System.exit(0);
    }

    private static Path keys(Path folder) throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("authorized_keys"), "");
        return keys;
    }

    private List<String> gpus() throws InterruptedException {
        return scheduler.await(HostRegistered.class, fact -> true).gpus().stream()
                .map(GpuInventory::uuid)
                .toList();
    }

    private void startAndStop(RawEngine engine, int runs, List<String> gpus) throws Exception {
        Progress.say("starting and stopping " + runs + " times, in turns with the raw engine");
        for (int round = -WARM_UP; round < runs; round++) {
            long rawTook = engine.startToBanner(Environments.IMAGE, RAW_PORT, round + WARM_UP);
            Environment one = environments.next(FIRST_PORT, List.of(gpus.getFirst()));
            long begin = System.nanoTime();
            one.start(scheduler);
            long started = System.nanoTime();
            one.stop(scheduler);
            long stopped = System.nanoTime();
            one.verify(scheduler);
            long clean = System.nanoTime();
            one.remove(scheduler);
            if (round >= 0) {
                raw.add(rawTook);
                starts.add(started - begin);
                stops.add(stopped - started);
                verified.add(clean - started);
            }
        }
        report();
    }

    private void report() {
        System.out.println(raw.row("raw engine: create, start, SSH banner"));
        System.out.println(starts.row("agent: StartContainer to ContainerStarted"));
        System.out.println(stops.row("agent: StopContainer to ContainerStopped"));
        System.out.println(verified.row("agent: StopContainer to GpuVerifiedClean"));
        System.out.printf(
                "added to a start by the agent at p50: %.1f ms (ratio %.2f)%n",
                starts.quantile(0.5) - raw.quantile(0.5), starts.quantile(0.5) / raw.quantile(0.5));
    }

    private void carryMany(List<String> gpus) throws Exception {
        Progress.say("starting " + CONTAINERS + " containers");
        List<Environment> many = new ArrayList<>();
        for (int number = 0; number < CONTAINERS; number++) {
            Environment next =
                    environments.next(FIRST_PORT + number, number < GPUS ? List.of(gpus.get(number)) : List.of());
            next.start(scheduler);
            many.add(next);
        }
        rest();
        comeBack();
        for (Environment each : many) {
            each.stop(scheduler);
            each.remove(scheduler);
        }
    }

    private void rest() throws Exception {
        Progress.say("resting");
        Thread.sleep(SETTLING_MILLIS);
        double before = agent.cpuSeconds();
        Thread.sleep(RESTING_MILLIS);
        double share = (agent.cpuSeconds() - before) * 100_000.0 / RESTING_MILLIS;
        System.out.printf(
                "at rest with %d containers and %d simulated GPUs: %.1f MB (%.1f MiB) resident, %.1f MiB proportional, %d threads, %.2f %% of one core%n",
                CONTAINERS,
                GPUS,
                agent.resident() * 1.048576,
                agent.resident(),
                agent.proportional(),
                agent.threads(),
                share);
    }

    private void comeBack() throws Exception {
        Progress.say("killing it");
        Samples back = new Samples();
        for (int round = 0; round < 5; round++) {
            agent.kill();
            scheduler.forget();
            long begin = System.nanoTime();
            agent.start();
            scheduler.await(HostHeartbeat.class, AgentBenchmark::attestsAll);
            back.add(System.nanoTime() - begin);
        }
        System.out.println(back.row("after kill -9: all %d attested again".formatted(CONTAINERS)));
    }

    private static boolean attestsAll(HostHeartbeat beat) {
        return beat.workloads().stream()
                        .filter(workload -> workload.state() == AttestedWorkload.State.RUNNING)
                        .count()
                == CONTAINERS;
    }
}
