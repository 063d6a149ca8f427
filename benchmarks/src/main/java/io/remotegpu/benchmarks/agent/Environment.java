package io.remotegpu.benchmarks.agent;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.contracts.workload.Workload.PortRequest;
import io.remotegpu.contracts.workload.Workload.Probe;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One environment on the agent's host; each step returns when its fact was heard. */
record Environment(HostId host, String name, int port, List<String> gpus) {
    private static final int GRACE_SECONDS = 2;

    void start(Scheduler scheduler) throws InterruptedException {
        scheduler.send(new StartContainer(
                host, id(), 1, workload(), gpus, List.of(new PortMapping("ssh", port, 22, "tcp")), List.of()));
        scheduler.await(ContainerStarted.class, ours());
    }

    void stop(Scheduler scheduler) throws InterruptedException {
        scheduler.send(new StopContainer(host, id(), 1, GRACE_SECONDS));
        scheduler.await(ContainerStopped.class, ours());
    }

    void verify(Scheduler scheduler) throws InterruptedException {
        scheduler.send(new VerifyGpus(host, id(), 1, gpus));
        scheduler.await(GpuVerifiedClean.class, ours());
    }

    void remove(Scheduler scheduler) throws InterruptedException {
        scheduler.send(new RemoveWorkload(host, id(), 1));
        scheduler.await(WorkloadRemoved.class, ours());
    }

    private WorkloadId id() {
        return new WorkloadId("env-" + host + "-" + name);
    }

    private <E extends WorkloadEvent> Predicate<E> ours() {
        return fact -> fact.workloadId().equals(id());
    }

    private static Workload workload() {
        return new Workload(
                Environments.IMAGE,
                List.of(),
                Map.of(),
                1,
                1024,
                0,
                GpuRequest.NONE,
                List.of(new PortRequest("ssh", 22, "tcp")),
                List.of(
                        new Volume("home", "/home/dev", false),
                        new Volume("host-keys", "/var/lib/remotegpu/ssh", false)),
                new Probe(Probe.Kind.SSH, 22, "", 30),
                null,
                false);
    }
}
