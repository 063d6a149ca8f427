package io.remotegpu.agent.hooks;

import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One try to start a workload: the request, and what the hooks have found out so far. */
public final class StartAttempt {
    private final StartContainer request;
    private final BiConsumer<StartContainer, PullProgress> pulls;
    private volatile boolean cancelled;
    private volatile @Nullable ContainerSpec spec;
    private volatile @Nullable String containerId;
    private volatile boolean alreadyRunning;
    private volatile long gpusShownCleanNanos;
    private volatile long startedNanos = System.nanoTime();

    /** One whose image nobody wants to hear of. */
    public StartAttempt(StartContainer request) {
        this(request, (start, progress) -> {});
    }

    /** @param pulls told how far its image has come, every few seconds while it is pulled */
    public StartAttempt(StartContainer request, BiConsumer<StartContainer, PullProgress> pulls) {
        this.request = request;
        this.pulls = pulls;
    }

    public StartContainer request() {
        return request;
    }

    public WorkloadId workloadId() {
        return request.workloadId();
    }

    /** The id of its container; there is one once the hooks have run. */
    public String containerId() {
        return Objects.requireNonNull(containerId, "the container hook has not run");
    }

    /** The monotonic moment at which it began to run. */
    public long startedNanos() {
        return startedNanos;
    }

    /** Makes the attempt give up at its next step. Any thread may call it. */
    public void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void throwIfCancelled() {
        if (cancelled) {
            throw new WorkloadFailure(FailureCause.CANCELLED, "a newer command came before it had started")
                    .asException();
        }
    }

    void pulling(PullProgress progress) {
        pulls.accept(request, progress);
    }

    void specified(ContainerSpec containerSpec) {
        spec = containerSpec;
    }

    ContainerSpec spec() {
        return Objects.requireNonNull(spec, "the request hook has not run");
    }

    /** The container of this very command runs: an earlier agent died between its start and the answer. */
    void foundRunning(String id) {
        containerId = id;
        alreadyRunning = true;
    }

    boolean isAlreadyRunning() {
        return alreadyRunning;
    }

    void gpusShownClean(long nanos) {
        gpusShownCleanNanos = nanos;
    }

    long gpusShownCleanNanos() {
        return gpusShownCleanNanos;
    }

    void created(String id) {
        containerId = id;
    }

    void started() {
        startedNanos = System.nanoTime();
    }
}
