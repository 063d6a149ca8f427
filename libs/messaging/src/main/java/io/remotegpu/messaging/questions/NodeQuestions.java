package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host's agent. Nobody but the caller knows of a question, so whoever gets no answer asks again. Call it outside a transaction: it waits. A
 * PlatformException says why there is no answer: SERVICE_UNAVAILABLE if the host is silent, NOT_FOUND if it has no container of the workload,
 * RATE_LIMITED if it is asked too much, CONTAINER_ENGINE_ERROR or KUBERNETES_ERROR if its container engine or cluster does not answer.
 */
public interface NodeQuestions {
    /**
     * What a workload printed lately.
     *
     * @param tail at most this many lines
     */
    PrintedLog log(HostId host, WorkloadId workload, int tail);

    /**
     * The same, and then whatever it prints. Nothing is asked before the first {@link LogFollowing#next}.
     *
     * @param after a position of an earlier answer, to go on there; null for a new look
     * @param news called from another thread whenever {@link LogFollowing#next} may have something to tell; must return at once
     */
    LogFollowing follow(HostId host, WorkloadId workload, int tail, @Nullable String after, Runnable news);
}
