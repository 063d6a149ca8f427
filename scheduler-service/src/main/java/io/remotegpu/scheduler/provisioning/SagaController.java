package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.saga.runtime.SagaJournal;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sagas for those who run the platform; {@code state=stuck} lists those that ask again and again. */
@RestController
class SagaController {
    private static final Set<String> STATES = Set.of("running", "compensating", "completed", "compensated");
    private static final String STUCK = "stuck";

    private final SagaJournal journal;

    SagaController(SagaJournal journal) {
        this.journal = journal;
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
