package io.remotegpu.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What billing-service tells the others about meters and about those who pay. Money is exact; currencies are ISO 4217. */
public sealed interface BillingEvent extends Event {
    @Override
    default String topic() {
        return Topics.BILLING;
    }

    /** About what a workload uses. Keyed by workload. */
    sealed interface MeterEvent extends BillingEvent {
        WorkloadId workloadId();

        @Override
        default String key() {
            return workloadId().value();
        }
    }

    /** About the money of a customer. Keyed by customer. */
    sealed interface AccountEvent extends BillingEvent {
        CustomerId customerId();

        @Override
        default String key() {
            return customerId().toString();
        }
    }

    /** Seconds count from {@code startTime}. */
    @WireType("billing.meter-opened.v1")
    record MeterOpened(WorkloadId workloadId, CustomerId customerId, long epoch, Instant startTime)
            implements MeterEvent {}

    /** The interval ended. {@code amount} in {@code currency}. Told again with the same epoch if a fact that came late corrects it. */
    @WireType("billing.meter-closed.v1")
    record MeterClosed(
            WorkloadId workloadId,
            CustomerId customerId,
            long epoch,
            Instant endTime,
            long durationSeconds,
            BigDecimal amount,
            String currency)
            implements MeterEvent {}

    /** What the customer may still spend fell to {@code threshold} or below; told once until it rises again. */
    @WireType("billing.balance-low.v1")
    record BalanceLow(CustomerId customerId, BigDecimal available, BigDecimal threshold, String currency)
            implements AccountEvent {}

    /** Nothing is left to spend. Unless the customer pays, {@link SpendingBlocked} follows at {@code graceUntil}. */
    @WireType("billing.balance-exhausted.v1")
    record BalanceExhausted(CustomerId customerId, BigDecimal available, String currency, Instant graceUntil)
            implements AccountEvent {}

    /**
     * A budget's {@code percent} is used; told once a month for each level.
     *
     * @param customerId who set it: the customer, or the owner of the workspace
     * @param workspaceId null for the budget of everything the customer runs
     * @param month such as {@code 2026-03}, UTC
     * @param unit {@code gpu_hours}, or a currency
     */
    @WireType("billing.budget-reached.v1")
    record BudgetReached(
            CustomerId customerId,
            @Nullable WorkspaceId workspaceId,
            String month,
            String unit,
            int percent,
            BigDecimal used,
            BigDecimal limit)
            implements AccountEvent {}

    /**
     * Nothing new of the customer (of the workspace, if it is named) may start, and {@code environments} are to stop in this order with their
     * homes kept, until {@link SpendingAllowed} for the same cause.
     *
     * @param cause {@code balance} or {@code budget}
     */
    @WireType("billing.spending-blocked.v1")
    record SpendingBlocked(
            CustomerId customerId, @Nullable WorkspaceId workspaceId, String cause, List<WorkloadId> environments)
            implements AccountEvent {}

    /** What {@link SpendingBlocked} forbade for this cause is allowed again; nothing starts by itself. */
    @WireType("billing.spending-allowed.v1")
    record SpendingAllowed(CustomerId customerId, @Nullable WorkspaceId workspaceId, String cause)
            implements AccountEvent {}

    /** The bill for {@code month}, or a correction of it (negative totals give back), is final. */
    @WireType("billing.invoice-issued.v1")
    record InvoiceIssued(CustomerId customerId, String number, String month, BigDecimal total, String currency)
            implements AccountEvent {}
}
