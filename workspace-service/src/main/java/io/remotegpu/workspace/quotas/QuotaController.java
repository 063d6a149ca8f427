package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.customers.Customers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Quotas")
@RequestMapping("/api/v1")
class QuotaController {
    private final QuotaLedger ledger;
    private final LimitChanges changes;
    private final GpuTime gpuTime;
    private final WorkspaceAccess access;
    private final Customers customers;

    QuotaController(
            QuotaLedger ledger, LimitChanges changes, GpuTime gpuTime, WorkspaceAccess access, Customers customers) {
        this.ledger = ledger;
        this.changes = changes;
        this.gpuTime = gpuTime;
        this.access = access;
        this.customers = customers;
    }

    @Operation(summary = "Your limits and what of them is used")
    @GetMapping("/users/me/quota")
    ApiResponse<QuotaView> mine(Caller caller) {
        return view(new QuotaHolder.OfCustomer(caller.id()));
    }

    @Operation(summary = "A workspace's limits and what of them is used")
    @GetMapping("/workspaces/{id}/quota")
    ApiResponse<QuotaView> ofWorkspace(Caller caller, @PathVariable @Positive long id) {
        access.require(caller, new WorkspaceId(id), Permission.VIEW);
        return view(new QuotaHolder.OfWorkspace(new WorkspaceId(id)));
    }

    @Operation(summary = "Set a customer's limits")
    @PutMapping("/admin/quotas/customers/{id}")
    ApiResponse<QuotaView> setForCustomer(
            Caller caller, @PathVariable @Positive long id, @Valid @RequestBody NewLimits limits) {
        caller.requireAdmin();
        CustomerId customer = new CustomerId(id);
        if (customers.find(customer).isEmpty()) {
            throw PlatformException.notFound("customer", id);
        }
        return set(caller, new QuotaHolder.OfCustomer(customer), limits);
    }

    @Operation(summary = "Set a workspace's limits")
    @PutMapping("/admin/quotas/workspaces/{id}")
    ApiResponse<QuotaView> setForWorkspace(
            Caller caller, @PathVariable @Positive long id, @Valid @RequestBody NewLimits limits) {
        caller.requireAdmin();
        access.require(caller, new WorkspaceId(id), Permission.VIEW);
        return set(caller, new QuotaHolder.OfWorkspace(new WorkspaceId(id)), limits);
    }

    private ApiResponse<QuotaView> set(Caller caller, QuotaHolder holder, NewLimits limits) {
        changes.set(caller, holder, limits);
        return view(holder);
    }

    private ApiResponse<QuotaView> view(QuotaHolder holder) {
        Limits limits = ledger.limits(holder);
        return ApiResponse.of(new QuotaView(
                QuotaView.Amounts.of(limits.resources(), limits.gpuHoursMonth()),
                QuotaView.Amounts.of(ledger.used(holder), gpuTime.hoursThisMonth(holder))));
    }
}
