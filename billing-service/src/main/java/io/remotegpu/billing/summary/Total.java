package io.remotegpu.billing.summary;

/**
 * What one group comes to.
 *
 * @param group the day, workspace id, environment id or GPU model
 * @param durationS seconds billed
 * @param gpuSeconds the same, counted once per GPU
 * @param amount exact, as text
 */
record Total(String group, long durationS, long gpuSeconds, String amount, String currency) {}
