package io.remotegpu.billing.budgets;

import static java.util.Objects.requireNonNull;

import io.remotegpu.billing.records.RunningEnvironments;
import io.remotegpu.billing.turns.Turns;
import io.remotegpu.contracts.BillingEvent.BudgetReached;
import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.messaging.Outbox;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Warns when a budget is nearly used, blocks when it is, and lifts the block when the month is over or the budget is raised. */
@Component
class BudgetWatch {
    private static final int BATCH = 200;
    private static final String CAUSE = "budget";

    private final BudgetStore budgets;
    private final RunningEnvironments running;
    private final Turns turns;
    private final Outbox outbox;
    private final TransactionOperations transaction;

    BudgetWatch(
            BudgetStore budgets,
            RunningEnvironments running,
            Turns turns,
            Outbox outbox,
            TransactionOperations transaction) {
        this.budgets = budgets;
        this.running = running;
        this.turns = turns;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    @Scheduled(
            fixedDelayString = "${billing.budgets.watch-every:30s}",
            initialDelayString = "${billing.budgets.watch-every:30s}")
    void look() {
        long after = 0;
        List<Budget> batch;
        do {
            batch = lookAfter(after);
            after = batch.isEmpty() ? after : batch.getLast().id();
        } while (batch.size() == BATCH);
    }

    private List<Budget> lookAfter(long id) {
        return requireNonNull(transaction.execute(status -> {
            List<Budget> batch = budgets.after(id, BATCH);
            batch.forEach(this::look);
            return batch;
        }));
    }

    private void look(Budget budget) {
        LocalDate month = budgets.month();
        warn(budget, month, budget.warnPercent());
        warn(budget, month, Budget.FULL);
        boolean exceeded = budget.blocks() && budget.usedPercent() >= Budget.FULL;
        if (exceeded && budget.blockedIn() == null) {
            block(budget, month);
        } else if (!exceeded && budget.blockedIn() != null) {
            lift(budget);
        }
    }

    private void block(Budget budget, LocalDate month) {
        takeTurn(budget);
        budgets.blockedIn(budget, month);
        outbox.publish(new SpendingBlocked(
                customer(budget), workspace(budget), CAUSE, running.of(budget.customerId(), budget.workspaceId())));
    }

    private void lift(Budget budget) {
        takeTurn(budget);
        budgets.blockedIn(budget, null);
        if (!budgets.anotherBlocks(budget)) {
            outbox.publish(new SpendingAllowed(customer(budget), workspace(budget), CAUSE));
        }
    }

    /** Until the transaction ends nobody else blocks or allows its holder, so that what is told last is true. */
    private void takeTurn(Budget budget) {
        turns.take("budgets of " + budget.holder());
    }

    private void warn(Budget budget, LocalDate month, int percent) {
        if (budget.usedPercent() >= percent && budgets.alert(budget, percent)) {
            outbox.publish(new BudgetReached(
                    customer(budget),
                    workspace(budget),
                    YearMonth.from(month).toString(),
                    budget.unit(),
                    percent,
                    budget.used(),
                    budget.amount()));
        }
    }

    private static CustomerId customer(Budget budget) {
        return new CustomerId(budget.customerId());
    }

    private static @Nullable WorkspaceId workspace(Budget budget) {
        return budget.workspaceId() == null ? null : new WorkspaceId(budget.workspaceId());
    }
}
