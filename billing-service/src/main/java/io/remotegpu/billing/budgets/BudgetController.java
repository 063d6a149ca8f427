package io.remotegpu.billing.budgets;

import io.remotegpu.billing.customers.Customers;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing/budgets")
class BudgetController {
    private final BudgetStore budgets;
    private final Customers customers;
    private final TransactionOperations transaction;

    BudgetController(BudgetStore budgets, Customers customers, TransactionOperations transaction) {
        this.budgets = budgets;
        this.customers = customers;
        this.transaction = transaction;
    }

    /** @param used this month so far */
    record BudgetView(
            @Nullable Long workspaceId,
            String unit,
            String amount,
            String used,
            int usedPercent,
            int warnPercent,
            boolean blocks,
            boolean blocked) {
        static BudgetView of(Budget budget) {
            return new BudgetView(
                    budget.workspaceId(),
                    budget.unit(),
                    budget.amount().toPlainString(),
                    budget.used().toPlainString(),
                    budget.usedPercent(),
                    budget.warnPercent(),
                    budget.blocks(),
                    budget.blockedIn() != null);
        }
    }

    @GetMapping
    ApiResponse<List<BudgetView>> mine(Caller caller) {
        return ApiResponse.of(
                budgets.of(caller.id().value()).stream().map(BudgetView::of).toList());
    }

    /** Sets one budget: the caller's own, or that of a workspace that the caller manages. */
    @PutMapping
    ApiResponse<List<BudgetView>> put(@Valid @RequestBody NewBudget wanted, Caller caller) {
        Long workspace = wanted.workspaceId();
        if (workspace != null && !customers.manages(caller.id(), workspace)) {
            throw PlatformException.notFound("workspace", workspace);
        }
        transaction.executeWithoutResult(status -> {
            budgets.adopt(caller.id().value(), workspace, wanted.unit());
            budgets.put(caller.id().value(), wanted);
        });
        return mine(caller);
    }
}
