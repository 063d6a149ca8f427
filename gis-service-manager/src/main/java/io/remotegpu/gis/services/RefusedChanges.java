package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.web.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Writes down changes that were refused. Their own transaction leaves no trace of them. */
@Component
class RefusedChanges {
    /** Of what is not the caller's, or was not seen by them, there is nothing to write down. */
    private static final Set<ErrorCode> UNHEARD = Set.of(ErrorCode.NOT_FOUND, ErrorCode.PRECONDITION_FAILED);

    private final ServiceRepository services;
    private final OperationLog log;

    RefusedChanges(ServiceRepository services, OperationLog log) {
        this.services = services;
        this.log = log;
    }

    /** What {@code change} answers; its refusal goes on to the caller, and into the log of the service. */
    <T> T noted(Caller caller, long id, OperationType what, Supplier<T> change) {
        try {
            return change.get();
        } catch (PlatformException refused) {
            if (!UNHEARD.contains(refused.code()) && services.find(caller, id).isPresent()) {
                note(caller, id, what, refused);
            }
            throw refused;
        }
    }

    private void note(Caller caller, long id, OperationType what, PlatformException refused) {
        String reason =
                Objects.requireNonNullElse(refused.getMessage(), refused.code().wireName());
        Map<String, String> details = Map.of("cause", refused.code().wireName(), "reason", reason);
        log.failed(id, caller.id(), what, reason, details, Duration.ZERO);
    }
}
