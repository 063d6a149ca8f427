package io.remotegpu.agent;

import io.remotegpu.contracts.NodeCommand;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.WorkloadId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One workload of a host whose agent is killed all the time, as the scheduler sees it: it says what it wants until it is answered. */
final class KilledWorkload {
    private static final Duration REMINDED_AFTER = Duration.ofSeconds(5);

    final WorkloadId id = new WorkloadId("env-" + UUID.randomUUID());
    private final Commands commands;
    private final TestKafka kafka;
    private final int port = Shells.freePort();
    private long epoch;
    private boolean wanted;
    private boolean ended;
    private long saidNanos;

    KilledWorkload(Commands commands, TestKafka kafka) {
        this.commands = commands;
        this.kafka = kafka;
    }

    /** Started if it was stopped, stopped if it was started, answered or not. */
    void turn() {
        wanted = !wanted;
        if (wanted) {
            epoch++;
            ended = false;
        }
        say();
    }

    void stop() {
        wanted = false;
        say();
    }

    void remove() {
        kafka.send(commands.remove(id, epoch));
    }

    /** Says it again as a scheduler whose patience has ended; what was accepted may have been lost with the host's memory of it. */
    void remind() {
        if (!isAnswered() && System.nanoTime() - saidNanos > REMINDED_AFTER.toNanos()) {
            say();
        }
    }

    /** Its container was killed from outside: there must be news of it. */
    void ended() {
        ended = true;
    }

    boolean isAnswered() {
        if (!wanted) {
            return epoch == 0
                    || !kafka.seen(ContainerStopped.class, this::isOurs).isEmpty();
        }
        return ended ? !kafka.seen(ContainerExited.class, this::isOurs).isEmpty() : isTold();
    }

    /** Whether its container should be running, by the last that was told of it. */
    boolean shouldRun() {
        return wanted
                && !ended
                && lastTold().filter(ContainerStarted.class::isInstance).isPresent();
    }

    private boolean isTold() {
        return lastTold().isPresent();
    }

    private Optional<WorkloadEvent> lastTold() {
        List<WorkloadEvent> told = kafka.seen(
                WorkloadEvent.class,
                fact -> isOurs(fact) && (fact instanceof ContainerStarted || fact instanceof ContainerFailed));
        return told.isEmpty() ? Optional.empty() : Optional.of(told.getLast());
    }

    private boolean isOurs(WorkloadEvent fact) {
        return fact.workloadId().equals(id) && fact.epoch() == epoch;
    }

    private void say() {
        NodeCommand command = wanted ? commands.start(id, epoch, port, List.of(), List.of()) : commands.stop(id, epoch);
        kafka.send(command);
        saidNanos = System.nanoTime();
    }
}
