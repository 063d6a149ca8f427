package io.remotegpu.billing.reconciliation;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/admin/billing/reconciliation")
class ReconciliationController {
    private static final int MOST = 500;

    private final Reconciliation reconciliation;

    ReconciliationController(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    /** The differences found last, each with what explains it. */
    @GetMapping
    ApiResponse<List<Finding>> latest(Caller caller) {
        caller.requireAdmin();
        return ApiResponse.of(reconciliation.latest(MOST));
    }
}
