package io.remotegpu.billing.meter;

import io.remotegpu.billing.prices.UnitPrice;
import io.remotegpu.billing.rollup.DailyUse;
import io.remotegpu.billing.rollup.Use;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code billing_records}: one stretch of running time, who pays for it and at what price, which is fixed when it begins.
 *
 * @param seconds billed; 0 while it is open
 * @param accruedUntil how far an open record counts in the daily sums already
 */
record StoredRecord(
        UUID id,
        Lease lease,
        int segment,
        String kind,
        CustomerId customerId,
        WorkspaceId workspaceId,
        RecordedResource resource,
        Metered stretch,
        boolean isVoid,
        long seconds,
        UnitPrice price,
        @Nullable Instant accruedUntil) {

    StoredRecord with(Metered later, long billedSeconds) {
        Instant accrued = later instanceof Metered.Open ? accruedUntil : null;
        return new StoredRecord(
                id,
                lease,
                segment,
                kind,
                customerId,
                workspaceId,
                resource,
                later,
                false,
                billedSeconds,
                price,
                accrued);
    }

    /** It is of another size, at that size's price. */
    StoredRecord of(RecordedResource otherResource, UnitPrice otherPrice) {
        return new StoredRecord(
                id,
                lease,
                segment,
                kind,
                customerId,
                workspaceId,
                otherResource,
                stretch,
                isVoid,
                seconds,
                otherPrice,
                accruedUntil);
    }

    /** It runs on; the daily sums hold it up to this midnight. */
    StoredRecord accruedUntil(Instant midnight) {
        return new StoredRecord(
                id, lease, segment, kind, customerId, workspaceId, resource, stretch, false, seconds, price, midnight);
    }

    /** A fact that came late has merged it into an earlier one. */
    StoredRecord voided() {
        Metered nothing = new Metered.Closed(stretch.start(), stretch.start());
        return new StoredRecord(
                id, lease, segment, kind, customerId, workspaceId, resource, nothing, true, 0, price, null);
    }

    /** A home that costs nothing when it is made needs no record. */
    boolean isGivenAway() {
        return lease.isHome() && price.perHour().signum() == 0;
    }

    BigDecimal amount() {
        return price.amountFor(seconds);
    }

    String status() {
        if (isVoid) {
            return "void";
        }
        return switch (stretch) {
            case Metered.Open open -> "open";
            case Metered.Paused paused -> "paused";
            case Metered.Closed closed -> "closed";
        };
    }

    /** What the daily sums hold of it. */
    List<DailyUse> dailyUse() {
        Instant end = stretch.end() == null ? accruedUntil : stretch.end();
        if (isVoid || end == null || !end.isAfter(stretch.start())) {
            return List.of();
        }
        long length = new Span(stretch.start(), end).seconds();
        return use().split(stretch.start(), end, stretch instanceof Metered.Open ? length : seconds);
    }

    private Use use() {
        return new Use(
                customerId.value(),
                workspaceId.value(),
                lease.workloadId().value(),
                kind,
                resource.gpuModel(),
                resource.gpus(),
                price);
    }
}
