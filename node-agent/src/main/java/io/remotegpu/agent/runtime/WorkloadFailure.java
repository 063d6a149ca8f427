package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a workload did not start, in plain text. {@code port} is the host port that was taken, null for every other cause; {@code logTail} what it printed
 * last.
 */
public record WorkloadFailure(
        FailureCause cause, String reason, @Nullable Integer port, List<String> logTail) {
    private static final String DETAIL = "failure";

    public WorkloadFailure {
        reason = PlainText.beginning(reason);
        logTail = Objects.requireNonNullElse(logTail, List.of());
    }

    public WorkloadFailure(FailureCause cause, String reason, @Nullable Integer port) {
        this(cause, reason, port, List.of());
    }

    public WorkloadFailure(FailureCause cause, String reason) {
        this(cause, reason, null);
    }

    public PlatformException asException() {
        return asException(ErrorCode.CONTAINER_ENGINE_ERROR);
    }

    /** @param code of what refused */
    public PlatformException asException(ErrorCode code) {
        return new PlatformException(code, reason, Map.of(DETAIL, this));
    }

    /** What an exception of a start means; an unexpected one is the host's fault, so that another host is tried. */
    public static WorkloadFailure of(Throwable thrown) {
        if (thrown instanceof PlatformException known
                && known.details().get(DETAIL) instanceof WorkloadFailure failure) {
            return failure;
        }
        String words = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return new WorkloadFailure(FailureCause.HOST_ERROR, words);
    }
}
