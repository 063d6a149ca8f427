package io.remotegpu.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service wants to know of one host, on that host's own topic. Nothing is changed by it, so it is sent beside outbox and sagas: one that gets
 * lost is asked again by whoever still wants to know. The agent answers only for workloads that it holds.
 */
public sealed interface NodeQuestion extends Message {
    /** Chosen by whoever asks; every answer names it. */
    UUID questionId();

    HostId hostId();

    @Override
    default String topic() {
        return Topics.nodeQuestions(hostId());
    }

    @Override
    default String key() {
        return questionId().toString();
    }

    /**
     * What did a workload print? Answer: LogsRead, several if one message cannot hold it, or QuestionRefused.
     *
     * @param tail at most this many lines of what is there already, counted from its end
     * @param after only what was printed after this {@code position} of an earlier answer, null for everything
     * @param waitSeconds how long from its arrival somebody waits; a following ends then
     * @param follow go on with what it prints from now on. The same question asked again before it ends makes it last {@code waitSeconds} more
     */
    @WireType("node.read-logs.v1")
    record ReadLogs(
            UUID questionId,
            HostId hostId,
            WorkloadId workloadId,
            int tail,
            @Nullable String after,
            int waitSeconds,
            boolean follow)
            implements NodeQuestion {}

    /** Nobody follows under this question any more; fine if nobody did. No answer. */
    @WireType("node.stop-following.v1")
    record StopFollowing(UUID questionId, HostId hostId) implements NodeQuestion {}
}
