package io.remotegpu.workspace.quotas;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For administrators: whether the quotas' books are right, and putting them right. */
@RestController
@Tag(name = "Quotas")
@RequestMapping("/api/v1/admin/quotas/drift")
class DriftController {
    private final Reconciliation reconciliation;

    record DriftView(String holder, long id, Counted kept, Counted actual) {
        static DriftView of(Drift drift) {
            return new DriftView(drift.holder(), drift.id(), Counted.of(drift.kept()), Counted.of(drift.actual()));
        }
    }

    record Counted(double cpu, long memory, BigDecimal gpu, long storage, long environments) {
        static Counted of(Resources resources) {
            return new Counted(
                    resources.cpu().doubleValue(),
                    resources.memory(),
                    resources.gpu(),
                    resources.storage(),
                    resources.environments());
        }
    }

    /** {@code items} is empty when all is well. */
    record DriftReport(List<DriftView> items) {
        static DriftReport of(List<Drift> drifts) {
            return new DriftReport(drifts.stream().map(DriftView::of).toList());
        }
    }

    DriftController(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Operation(summary = "Where the books of quotas differ from what exists")
    @GetMapping
    ApiResponse<DriftReport> find(Caller caller) {
        caller.requireAdmin();
        return ApiResponse.of(DriftReport.of(reconciliation.find()));
    }

    /** Answers what was wrong and is right now. */
    @Operation(summary = "Set the books to what exists")
    @PostMapping("/repair")
    ApiResponse<DriftReport> repair(Caller caller) {
        caller.requireAdmin();
        return ApiResponse.of(DriftReport.of(reconciliation.repair()));
    }
}
