package io.remotegpu.messaging.listen;

import io.remotegpu.contracts.error.PlatformException;
import org.springframework.core.NestedExceptionUtils;

/** One line that says why a message failed, past the wrappers that frameworks put around it. */
final class FailureReason {
    private FailureReason() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PlatformException known) {
                return known.code().wireName() + ": " + known.getMessage();
            }
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
