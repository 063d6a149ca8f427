package io.remotegpu.agent.questions;

import io.remotegpu.agent.runtime.ContainerLogs;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeAnswer;
import io.remotegpu.contracts.NodeAnswer.Cause;
import io.remotegpu.contracts.NodeAnswer.QuestionRefused;
import io.remotegpu.contracts.NodeQuestion;
import io.remotegpu.contracts.NodeQuestion.ReadLogs;
import io.remotegpu.contracts.NodeQuestion.StopFollowing;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers questions, several at once and not too many. */
public final class Questions {
    static final int AT_ONCE = 24;
    /** What was printed before is held in memory until it is told, up to a megabyte each time. */
    private static final int READINGS_AT_ONCE = 4;

    private final HostId host;
    private final Function<WorkloadId, Optional<String>> containers;
    private final ContainerLogs logs;
    private final Consumer<NodeAnswer> answers;
    private final Map<UUID, LogQuestion> open = new ConcurrentHashMap<>();
    private final Semaphore readings = new Semaphore(READINGS_AT_ONCE);

    /**
     * @param containers the container of a workload that this host holds
     * @param answers may lose one
     */
    public Questions(
            HostId host,
            Function<WorkloadId, Optional<String>> containers,
            ContainerLogs logs,
            Consumer<NodeAnswer> answers) {
        this.host = host;
        this.containers = containers;
        this.logs = logs;
        this.answers = answers;
    }

    /** Returns at once; the answer comes from another thread. Called by one thread. */
    public void ask(NodeQuestion question) {
        switch (question) {
            case ReadLogs read -> readLogs(read);
            case StopFollowing stop ->
                Optional.ofNullable(open.get(stop.questionId())).ifPresent(LogQuestion::stop);
        }
    }

    private void readLogs(ReadLogs read) {
        LogQuestion lasting = open.get(read.questionId());
        if (lasting != null && lasting.extend(read)) {
            return;
        }
        if (open.size() >= AT_ONCE) {
            refuse(
                    read,
                    Cause.TOO_MANY,
                    "host " + host + " answers " + AT_ONCE + " questions now; ask again in a moment");
            return;
        }
        LogQuestion begun = new LogQuestion(read, logs, readings, answers);
        open.put(read.questionId(), begun);
        Thread.ofVirtual().name("logs-" + read.workloadId()).start(() -> answer(read, begun));
    }

    private void refuseFor(RuntimeException silent, ReadLogs read) {
        if (silent instanceof PlatformException known && known.code() == ErrorCode.KUBERNETES_ERROR) {
            refuse(read, Cause.CLUSTER, "the cluster behind host " + host + " does not answer");
        } else {
            refuse(read, Cause.ENGINE, "the container engine of host " + host + " does not answer");
        }
    }

    private void answer(ReadLogs read, LogQuestion begun) {
        try {
            containers
                    .apply(read.workloadId())
                    .ifPresentOrElse(
                            begun::answer,
                            () -> refuse(
                                    read,
                                    Cause.NOT_HERE,
                                    "host " + host + " has no container of " + read.workloadId() + " now"));
        } catch (RuntimeException silent) {
            refuseFor(silent, read);
        } finally {
            open.remove(read.questionId(), begun);
        }
    }

    private void refuse(ReadLogs read, Cause cause, String reason) {
        answers.accept(new QuestionRefused(read.questionId(), host, cause, reason));
    }
}
