package io.remotegpu.billing;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceEnded;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceStarted;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A made-up life of one host with one GPU, told as facts, and second by second what each second was: the two are written down independently. */
final class GpuHistory {
    static final int SECONDS = 3600;
    private static final int BEAT = 30;

    final String gpu;
    final List<Envelope<? extends Message>> facts = new ArrayList<>();
    private final String[] truth = new String[SECONDS];
    private final boolean[] silent = new boolean[SECONDS];
    private final HostId host;
    private final CustomerId customer;
    private final Instant start;
    private final Random random;
    private long epoch;

    GpuHistory(String name, long customer, long firstEpoch, Instant start, Random random) {
        this.gpu = "GPU-" + name;
        this.host = new HostId("host-" + name);
        this.customer = new CustomerId(customer);
        this.start = start;
        this.random = random;
        this.epoch = firstEpoch;
        tell(0, registration(host, gpu));
        beat();
        for (int at = 60 + random.nextInt(200); at < SECONDS - 700; ) {
            at = lease(at) + random.nextInt(300);
            at = at < SECONDS - 150 && random.nextInt(3) == 0 ? maintenance(at) : at;
        }
    }

    /** How many of the first seconds were each. */
    Map<String, Long> truthUntil(int second) {
        Map<String, Long> sums = new TreeMap<>();
        for (int i = 0; i < second; i++) {
            String state = truth[i] != null ? truth[i] : silent[i] ? "unknown" : "free";
            sums.merge(state, 1L, Long::sum);
        }
        return sums;
    }

    /** One host with one simulated A100. */
    static HostRegistered registration(HostId host, String gpu) {
        GpuInventory inventory = new GpuInventory(gpu, 0, "NVIDIA A100", "NVIDIA", "Ampere", 81_920, "570", true);
        return new HostRegistered(
                host,
                host.value(),
                "10.0.0.1",
                "traditional",
                "docker",
                "1",
                8,
                65_536,
                List.of(inventory),
                30_000,
                30_100,
                Map.of());
    }

    private void beat() {
        int from = 400 + random.nextInt(2000);
        int until = from + random.nextInt(500);
        int last = 0;
        for (int at = BEAT; at < SECONDS; at += BEAT) {
            if (at < from || at >= until) {
                for (int i = last; at - last > 60 && i < at; i++) {
                    silent[i] = true;
                }
                tell(at, new HostHeartbeat(host, time(at), at * 1000L, List.of()));
                last = at;
            }
        }
    }

    /** Reserved, started, perhaps lost and found again, stopped, released clean or not. */
    private int lease(int reserved) {
        WorkloadId workload = new WorkloadId("env-h" + ++epoch);
        LeasedGpu leased = new LeasedGpu(gpu, 0, "NVIDIA A100", 81_920, true);
        int started = reserved + random.nextInt(20);
        int stopped = started + 60 + random.nextInt(300);
        int released = stopped + random.nextInt(20);
        tell(reserved, new GpuReserved(workload, host, host.value(), epoch, List.of(leased), List.of()));
        tell(
                started,
                new EnvRunning(
                        workload,
                        customer,
                        new WorkspaceId(1),
                        host,
                        host.value(),
                        "docker",
                        "c",
                        epoch,
                        List.of(leased),
                        1,
                        1024,
                        List.of(),
                        time(started)));
        mark(started, stopped, "billed");
        if (random.nextBoolean()) {
            int lost = started + random.nextInt(25);
            int found = lost + random.nextInt(30);
            tell(lost + 1, new EnvUnknown(workload, host, epoch, time(lost), "no heartbeat"));
            tell(found + 2, new EnvRecovered(workload, host, epoch, time(found)));
            mark(lost, found, "unknown");
        }
        tell(stopped + 1, new EnvStopped(workload, epoch, time(stopped)));
        return release(workload, released + 2);
    }

    private int release(WorkloadId workload, int released) {
        if (random.nextInt(3) > 0) {
            tell(released, new GpuReleased(workload, host, epoch, List.of(gpu), List.of()));
            return released + 1;
        }
        int clean = released + 1 + random.nextInt(100);
        tell(
                released,
                new GpuReleased(workload, host, epoch, List.of(), List.of(new QuarantinedGpu(gpu, "memory in use"))));
        GpuEvidence evidence = new GpuEvidence(gpu, 0, List.of(), null, time(clean));
        tell(clean, new GpuVerifiedClean(host, new WorkloadId("check-" + epoch), epoch, List.of(evidence)));
        mark(released, clean, "quarantined");
        return clean + 1;
    }

    /** While nothing holds it; the end may be heard of before the start. */
    private int maintenance(int from) {
        int until = from + 1 + random.nextInt(100);
        tell(from, new GpuMaintenanceStarted(host, gpu, epoch, time(from)));
        tell(until, new GpuMaintenanceEnded(host, gpu, epoch, time(until)));
        mark(from, until, "maintenance");
        return until;
    }

    private void mark(int from, int until, String state) {
        for (int second = from; second < until; second++) {
            truth[second] = state;
        }
    }

    private void tell(int at, Message message) {
        facts.add(new Envelope<>(UUID.randomUUID(), "test", time(at), null, message));
    }

    private Instant time(int second) {
        return start.plusSeconds(second);
    }
}
