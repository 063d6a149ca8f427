package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.CUSTOMER;
import static io.remotegpu.contracts.Samples.ENVIRONMENT;
import static io.remotegpu.contracts.Samples.EPOCH;
import static io.remotegpu.contracts.Samples.NOON;
import static io.remotegpu.contracts.Samples.WORKSPACE;

import io.remotegpu.contracts.BillingEvent.BalanceExhausted;
import io.remotegpu.contracts.BillingEvent.BalanceLow;
import io.remotegpu.contracts.BillingEvent.BudgetReached;
import io.remotegpu.contracts.BillingEvent.InvoiceIssued;
import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import java.math.BigDecimal;
import java.util.List;

final class BillingSamples {
    private BillingSamples() {}

    static List<Message> all() {
        return List.of(
                new MeterOpened(ENVIRONMENT, CUSTOMER, EPOCH, NOON),
                new MeterClosed(
                        ENVIRONMENT, CUSTOMER, EPOCH, NOON.plusSeconds(3600), 3600, new BigDecimal("12.3456"), "CNY"),
                new BalanceLow(CUSTOMER, new BigDecimal("9.5"), new BigDecimal("10"), "CNY"),
                new BalanceExhausted(CUSTOMER, new BigDecimal("-0.02"), "CNY", NOON.plusSeconds(86_400)),
                new BudgetReached(
                        CUSTOMER, WORKSPACE, "2026-03", "gpu_hours", 80, new BigDecimal("80.5"), new BigDecimal("100")),
                new SpendingBlocked(CUSTOMER, null, "balance", List.of(ENVIRONMENT)),
                new SpendingAllowed(CUSTOMER, null, "balance"),
                new InvoiceIssued(CUSTOMER, "INV-2026-000001", "2026-03", new BigDecimal("12.35"), "CNY"));
    }
}
