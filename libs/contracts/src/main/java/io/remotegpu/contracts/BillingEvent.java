package io.remotegpu.contracts;

import java.math.BigDecimal;
import java.time.Instant;

/** What billing-service tells the others about meters. Keyed by workload. */
public sealed interface BillingEvent extends Event {
    WorkloadId workloadId();

    @Override
    default String topic() {
        return Topics.BILLING;
    }

    @Override
    default String key() {
        return workloadId().value();
    }

    /** Seconds count from {@code startTime}. */
    @WireType("billing.meter-opened.v1")
    record MeterOpened(WorkloadId workloadId, CustomerId customerId, long epoch, Instant startTime)
            implements BillingEvent {}

    /** The interval is final. {@code amount} in {@code currency} (ISO 4217). */
    @WireType("billing.meter-closed.v1")
    record MeterClosed(
            WorkloadId workloadId,
            CustomerId customerId,
            long epoch,
            Instant endTime,
            long durationSeconds,
            BigDecimal amount,
            String currency)
            implements BillingEvent {}
}
