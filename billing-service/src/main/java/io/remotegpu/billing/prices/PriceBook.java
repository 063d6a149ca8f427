package io.remotegpu.billing.prices;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every plan at one moment. The most particular one that is valid decides: the workspace's, the customer type's, everybody's. */
public final class PriceBook {
    private static final Comparator<PricePlan> MOST_PARTICULAR_FIRST = Comparator.comparing(
                    (PricePlan plan) -> plan.workspaceId() == null)
            .thenComparing(plan -> plan.customerType() == null);

    private final List<PricePlan> plans;

    PriceBook(List<PricePlan> plans) {
        this.plans = plans.stream().sorted(MOST_PARTICULAR_FIRST).toList();
    }

    /** What the resource costs at this instant; before the first plan, what it costs by the first. */
    public UnitPrice at(Instant instant, @Nullable String customerType, long workspaceId, Resource resource) {
        return plans.stream()
                .filter(plan -> plan.workspaceId() == null || plan.workspaceId() == workspaceId)
                .filter(plan -> plan.customerType() == null || Objects.equals(plan.customerType(), customerType))
                .filter(plan -> plan.isValidAt(instant))
                .findFirst()
                .orElseGet(this::first)
                .priceOf(resource);
    }

    private PricePlan first() {
        return plans.stream()
                .filter(plan -> plan.workspaceId() == null && plan.customerType() == null)
                .min(Comparator.comparing(PricePlan::validFrom))
                .orElseThrow(
                        () -> new IllegalStateException("no plan for everybody; add one at /admin/billing/prices"));
    }
}
