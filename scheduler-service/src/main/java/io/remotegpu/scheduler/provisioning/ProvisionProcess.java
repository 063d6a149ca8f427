package io.remotegpu.scheduler.provisioning;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import io.remotegpu.scheduler.keys.SshKeys;
import io.remotegpu.scheduler.leases.Ports;
import io.remotegpu.scheduler.queue.Queue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What follows when a start ended: running, queued, tried again elsewhere, or failed with the engine's words. */
@Component
class ProvisionProcess implements SagaProcess<ProvisionWorkload> {
    private static final int MOST_ATTEMPTS = 3;

    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final Announcements announcements;
    private final Queue queue;
    private final Ports ports;
    private final SshKeys keys;
    private final Outbox outbox;

    ProvisionProcess(
            AllocationStore allocations,
            Provisioning provisioning,
            Announcements announcements,
            Queue queue,
            Ports ports,
            SshKeys keys,
            Outbox outbox) {
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.announcements = announcements;
        this.queue = queue;
        this.ports = ports;
        this.keys = keys;
        this.outbox = outbox;
    }

    @Override
    public Saga<ProvisionWorkload> definition() {
        return ProvisionWorkload.SAGA;
    }

    @Override
    public void ended(String key, Outcome<ProvisionWorkload> outcome) {
        Allocation allocation = allocations.lock(new WorkloadId(key)).orElseThrow();
        switch (outcome) {
            case Outcome.Completed(ProvisionWorkload data) -> runs(allocation, data);
            case Outcome.Compensated(ProvisionWorkload data, Failure failure) -> undone(allocation, data, failure);
        }
        provisioning.reconcile(allocation.id());
    }

    @Override
    public ProvisionWorkload kept(ProvisionWorkload data) {
        return data.withoutSecrets();
    }

    private void runs(Allocation allocation, ProvisionWorkload data) {
        ContainerStarted started = requireNonNull(data.started(), "a completed start has its container");
        queue.remove(allocation.id());
        announcements.running(allocations.running(started));
        keys.catchUp(started, allocation.customerId(), data.authorizedKeys());
    }

    private void undone(Allocation allocation, ProvisionWorkload data, Failure failure) {
        if (data.refusal() != null) {
            waits(allocation, data.refusal().reason());
        } else if (allocation.desired() == Desired.RUNNING && failure.reason().equals(SagaController.CANCELLED)) {
            failed(allocation, data, FailureCause.CANCELLED, failure.reason());
        } else if (allocation.desired() == Desired.RUNNING && failure.kind() != Failure.Kind.ABORTED) {
            failed(allocation, data, cause(data), reason(data));
        } else {
            withdrawn(allocation, data);
        }
    }

    private void waits(Allocation allocation, String reason) {
        boolean news = !queue.reason(allocation.id()).equals(Optional.of(reason));
        allocations.phase(allocation.id(), Phase.QUEUED);
        queue.add(allocation.id(), reason);
        if (news) {
            announcements.queued(allocation.id(), reason);
        }
    }

    /** It was aborted, or failed while nobody wanted it any more; the queue row goes with the wish. */
    private void withdrawn(Allocation allocation, ProvisionWorkload data) {
        long epoch = data.held().epoch();
        leaveNoHome(allocation, data);
        queue.remove(allocation.id());
        allocations.failedOn(allocation.id(), data.held().hostId(), epoch, 0, List.of());
        allocations.down(allocation.id(), Phase.STOPPED, null);
        if (allocation.desired() == Desired.STOPPED) {
            announcements.stopped(allocation.id(), epoch, allocation.stoppedAt());
        }
    }

    private void failed(Allocation allocation, ProvisionWorkload data, FailureCause cause, String reason) {
        HostId host = data.held().hostId();
        int attempts = allocation.attempts() + 1;
        blockTakenPort(data);
        leaveNoHome(allocation, data);
        allocations.failedOn(allocation.id(), host, data.held().epoch(), attempts, avoiding(allocation, cause, host));
        if (cause.worthRetrying() && attempts < MOST_ATTEMPTS) {
            allocations.down(allocation.id(), Phase.STOPPED, null);
        } else {
            queue.remove(allocation.id());
            allocations.down(allocation.id(), Phase.FAILED, null);
            allocations.giveUp(allocation.id());
            announcements.failed(
                    new EnvFailed(allocation.id(), data.held().epoch(), cause, reason, null, logTail(data)));
        }
    }

    /** It never ran there, and its next start may be elsewhere: what this one left would lie there for ever. */
    private void leaveNoHome(Allocation allocation, ProvisionWorkload data) {
        HostId host = data.held().hostId();
        if (!host.equals(allocation.home())) {
            outbox.publish(new RemoveWorkload(host, allocation.id(), data.held().epoch()));
        }
    }

    private void blockTakenPort(ProvisionWorkload data) {
        ContainerFailed failure = data.failure();
        if (failure != null && failure.cause() == FailureCause.PORT_TAKEN && failure.port() != null) {
            ports.block(failure.hostId(), failure.port());
        }
    }

    /** Another port or another GPU of the same host may well do; otherwise another host is tried first. */
    private static List<HostId> avoiding(Allocation allocation, FailureCause cause, HostId host) {
        return cause == FailureCause.PORT_TAKEN || cause == FailureCause.GPU_DIRTY
                ? allocation.avoided()
                : Stream.concat(allocation.avoided().stream(), Stream.of(host))
                        .distinct()
                        .toList();
    }

    private static List<String> logTail(ProvisionWorkload data) {
        return data.failure() == null ? List.of() : data.failure().logTail();
    }

    private static FailureCause cause(ProvisionWorkload data) {
        return data.failure() == null ? FailureCause.TIMEOUT : data.failure().cause();
    }

    private static String reason(ProvisionWorkload data) {
        return data.failure() == null
                ? "host %s did not start it within %d minutes"
                        .formatted(data.held().hostName(), ProvisionWorkload.START_WITHIN.toMinutes())
                : data.failure().reason();
    }
}
