package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.LogLine;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a host's agent says to a {@link NodeQuestion}. Kept for minutes only; whoever asked listens on every replica. Keyed by question. */
public sealed interface NodeAnswer extends Message {
    UUID questionId();

    HostId hostId();

    @Override
    default String topic() {
        return Topics.NODE_ANSWERS;
    }

    @Override
    default String key() {
        return questionId().toString();
    }

    /**
     * What a workload printed, in its order. An answer without lines says that the following lasts.
     *
     * @param leftOut how many lines stood before these and were left out because they were too many
     * @param position behind the last line told so far, for going on there; null before the first line
     * @param complete nothing more comes under this question
     */
    @WireType("node.logs-read.v1")
    record LogsRead(
            UUID questionId,
            HostId hostId,
            WorkloadId workloadId,
            List<LogLine> lines,
            long leftOut,
            @Nullable String position,
            boolean complete)
            implements NodeAnswer {}

    /** There is no answer; {@code reason} is for a person. Nothing more comes under this question. */
    @WireType("node.question-refused.v1")
    record QuestionRefused(UUID questionId, HostId hostId, Cause cause, String reason) implements NodeAnswer {}

    /** Why a question was refused. */
    enum Cause {
        /** The host has no container of that workload. */
        NOT_HERE,
        /** The agent answers as many questions as it can; ask again later. */
        TOO_MANY,
        /** Whatever runs containers did not answer. */
        ENGINE,
        /** The same, where that is a Kubernetes cluster. */
        CLUSTER
    }
}
