package io.remotegpu.billing.rollup;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one day holds of something used; negative where it takes back what was added before.
 *
 * @param kind compute, storage or gis
 * @param gpuModel {@code none} without GPUs
 * @param gpuSeconds seconds counted once per GPU, shares as such
 */
public record DailyUse(
        long customerId,
        LocalDate day,
        long workspaceId,
        String environmentId,
        String kind,
        String gpuModel,
        String currency,
        long durationS,
        BigDecimal gpuSeconds,
        BigDecimal amount) {
    /** The opposite, which takes it back. */
    public DailyUse negated() {
        return new DailyUse(
                customerId,
                day,
                workspaceId,
                environmentId,
                kind,
                gpuModel,
                currency,
                -durationS,
                gpuSeconds.negate(),
                amount.negate());
    }

    Key key() {
        return new Key(customerId, day, workspaceId, environmentId, kind, gpuModel, currency);
    }

    DailyUse plus(DailyUse other) {
        return new DailyUse(
                customerId,
                day,
                workspaceId,
                environmentId,
                kind,
                gpuModel,
                currency,
                durationS + other.durationS,
                gpuSeconds.add(other.gpuSeconds),
                amount.add(other.amount));
    }

    boolean isNothing() {
        return durationS == 0 && gpuSeconds.signum() == 0 && amount.signum() == 0;
    }

    /** What is added up into one row. */
    record Key(
            long customerId,
            LocalDate day,
            long workspaceId,
            String environmentId,
            String kind,
            String gpuModel,
            String currency) {}
}
