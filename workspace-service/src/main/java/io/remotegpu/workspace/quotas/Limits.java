package io.remotegpu.workspace.quotas;

import java.math.BigDecimal;

/**
 * The most that a customer or workspace may use.
 *
 * @param resources at one time
 * @param gpuHoursMonth in one calendar month, UTC
 */
record Limits(Resources resources, BigDecimal gpuHoursMonth) {}
