package io.remotegpu.agent.journal;

import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.NodeCommand.SetAuthorizedKeys;
import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the agent remembers of one workload. Each change is a new record.
 *
 * @param epoch the newest epoch carried out
 * @param pending accepted commands in their order, the first may be half done
 * @param gpus UUIDs it was started with
 * @param startedAt the engine's time, null if it did not start under this epoch
 * @param endedAt when it stopped or exited, null before that
 * @param failure why the last start failed
 * @param exit how it ended by itself
 * @param resetEpoch the epoch under which a reset of its GPUs was begun last, 0 if none ever was
 */
public record WorkloadRecord(
        WorkloadId workloadId,
        long epoch,
        Phase phase,
        List<AcceptedCommand> pending,
        List<String> gpus,
        @Nullable String containerId,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable WorkloadFailure failure,
        @Nullable Exit exit,
        long resetEpoch) {

    public static WorkloadRecord fresh(WorkloadId workloadId) {
        return new WorkloadRecord(workloadId, 0, Phase.NEW, List.of(), List.of(), null, null, null, null, null, 0);
    }

    /** Whether it may be using its GPUs. */
    public boolean holdsGpus() {
        return phase == Phase.STARTING || phase == Phase.RUNNING || phase == Phase.STOPPING;
    }

    /** Keys replace keys that still wait: written last, the older ones would admit again who was shut out. */
    public WorkloadRecord accepting(AcceptedCommand command) {
        Stream<AcceptedCommand> waiting = pending.stream().filter(earlier -> !replaces(command, earlier));
        return withPending(Stream.concat(waiting, Stream.of(command)).toList());
    }

    private static boolean replaces(AcceptedCommand later, AcceptedCommand earlier) {
        return later.command() instanceof SetAuthorizedKeys newer
                && earlier.command() instanceof SetAuthorizedKeys older
                && newer.epoch() >= older.epoch();
    }

    /** Without the first pending command equal to this one. */
    public WorkloadRecord answered(AcceptedCommand command) {
        int first = pending.indexOf(command);
        return first < 0
                ? this
                : withPending(Stream.concat(
                                pending.stream().limit(first), pending.stream().skip(first + 1L))
                        .toList());
    }

    public WorkloadRecord starting(long newEpoch, List<String> leased) {
        return new WorkloadRecord(
                workloadId,
                newEpoch,
                Phase.STARTING,
                pending,
                List.copyOf(leased),
                null,
                null,
                null,
                null,
                null,
                resetEpoch);
    }

    public WorkloadRecord running(String container, Instant since) {
        return new WorkloadRecord(
                workloadId, epoch, Phase.RUNNING, pending, gpus, container, since, null, null, null, resetEpoch);
    }

    public WorkloadRecord failed(WorkloadFailure why) {
        return new WorkloadRecord(
                workloadId, epoch, Phase.FAILED, pending, gpus, null, null, null, why, null, resetEpoch);
    }

    /** The end that is known already, such as an exit's, is kept. */
    public WorkloadRecord stopping(long newEpoch) {
        boolean sameRun = newEpoch == epoch || holdsGpus();
        return new WorkloadRecord(
                workloadId,
                newEpoch,
                Phase.STOPPING,
                pending,
                gpus,
                containerId,
                sameRun ? startedAt : null,
                sameRun ? endedAt : null,
                null,
                exit,
                resetEpoch);
    }

    public WorkloadRecord stopped(@Nullable Instant at) {
        return new WorkloadRecord(
                workloadId, epoch, Phase.STOPPED, pending, gpus, null, startedAt, at, null, exit, resetEpoch);
    }

    public WorkloadRecord exited(Exit how) {
        return new WorkloadRecord(
                workloadId,
                epoch,
                Phase.EXITED,
                pending,
                gpus,
                containerId,
                startedAt,
                how.at(),
                null,
                how,
                resetEpoch);
    }

    /** Its exit, if it has one, has reached Kafka. */
    public WorkloadRecord exitReported() {
        return new WorkloadRecord(
                workloadId,
                epoch,
                phase,
                pending,
                gpus,
                containerId,
                startedAt,
                endedAt,
                failure,
                exit == null ? null : exit.asReported(),
                resetEpoch);
    }

    /** Its home came from another host and lies here; it never ran under this epoch. */
    public WorkloadRecord settled(long newEpoch) {
        return new WorkloadRecord(
                workloadId, newEpoch, Phase.STOPPED, pending, List.of(), null, null, null, null, null, resetEpoch);
    }

    public WorkloadRecord removed(long newEpoch) {
        return new WorkloadRecord(
                workloadId,
                newEpoch,
                Phase.REMOVED,
                pending,
                List.of(),
                null,
                startedAt,
                endedAt,
                null,
                exit,
                resetEpoch);
    }

    /** A reset of its GPUs is begun under this epoch. */
    public WorkloadRecord resetting(long underEpoch) {
        return new WorkloadRecord(
                workloadId, epoch, phase, pending, gpus, containerId, startedAt, endedAt, failure, exit, underEpoch);
    }

    private WorkloadRecord withPending(List<AcceptedCommand> commands) {
        return new WorkloadRecord(
                workloadId, epoch, phase, commands, gpus, containerId, startedAt, endedAt, failure, exit, resetEpoch);
    }
}
