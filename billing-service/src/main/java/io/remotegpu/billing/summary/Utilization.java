package io.remotegpu.billing.summary;

import java.math.BigDecimal;

/**
 * How well one group used its GPUs.
 *
 * @param group the day, workspace id, customer id, environment id or GPU model
 * @param allocatedGpuS GPU-seconds billed, shares as such
 * @param measuredGpuS GPU-seconds of which hosts told how busy the GPU was, once for each GPU
 * @param busyGpuS the same, each by its utilization
 * @param idleGpuS those in which the GPU did almost nothing
 * @param utilization percent of what was measured, with one decimal
 * @param idleAmount what the idle part cost, as text
 */
record Utilization(
        String group,
        long allocatedGpuS,
        BigDecimal measuredGpuS,
        BigDecimal busyGpuS,
        BigDecimal idleGpuS,
        BigDecimal utilization,
        String idleAmount,
        String currency) {}
