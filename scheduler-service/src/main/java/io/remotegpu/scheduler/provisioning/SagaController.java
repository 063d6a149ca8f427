package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.saga.runtime.SagaJournal;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sagas for those who run the platform; {@code state=stuck} lists those that ask again and again. */
@RestController
class SagaController {
    private static final Set<String> STATES = Set.of("running", "compensating", "completed", "compensated");
    private static final String STUCK = "stuck";
    static final String CANCELLED = "cancelled by an administrator";

    private final SagaJournal journal;
    private final SagaRunner sagas;
    private final SagaAlarm alarm;

    SagaController(SagaJournal journal, SagaRunner sagas, SagaAlarm alarm) {
        this.journal = journal;
        this.sagas = sagas;
        this.alarm = alarm;
    }

    /** Asks again at once instead of after the pause that has grown so long. */
    @PostMapping("/api/v1/admin/sagas/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<Map<String, UUID>> retry(Caller caller, @PathVariable UUID id) {
        caller.requireAdmin();
        boolean retried = sagas.retry(id);
        alarm.retried(id);
        return done(id, retried, "it is not one that asks again and again: it has ended, or waits in patience");
    }

    /** Turns it round: what it did so far is undone. */
    @PostMapping("/api/v1/admin/sagas/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<Map<String, UUID>> cancel(Caller caller, @PathVariable UUID id) {
        caller.requireAdmin();
        String why = "it has ended, is being undone already, or must not stop half way: retry it";
        return done(id, sagas.cancel(id, CANCELLED), why);
    }

    private static ApiResponse<Map<String, UUID>> done(UUID id, boolean done, String why) {
        if (!done) {
            throw new PlatformException(ErrorCode.ENVIRONMENT_STATE_CONFLICT, "saga " + id + ": " + why, Map.of());
        }
        return ApiResponse.of(Map.of("id", id));
    }

    @GetMapping("/api/v1/admin/sagas")
    ApiResponse<PageView<SagaJournal.Entry>> sagas(
            Caller caller, @RequestParam(name = "state", required = false) List<String> state, PageQuery query) {
        caller.requireAdmin();
        List<String> asked = state == null ? List.copyOf(STATES) : state;
        if (asked.equals(List.of(STUCK))) {
            return ApiResponse.of(
                    PageView.of(query, journal.stuck(query.limit(), (int) query.offset()), journal.countStuck()));
        }
        if (!STATES.containsAll(asked)) {
            throw unknownState();
        }
        Set<String> states = Set.copyOf(asked);
        return ApiResponse.of(
                PageView.of(query, journal.list(states, query.limit(), (int) query.offset()), journal.count(states)));
    }

    private static PlatformException unknownState() {
        String reason = "must be stuck, or some of running, compensating, completed, compensated";
        return new PlatformException(
                ErrorCode.VALIDATION_FAILED,
                "state " + reason,
                Map.of("fields", List.of(Map.of("field", "state", "reason", reason))));
    }
}
