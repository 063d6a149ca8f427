package io.remotegpu.billing.prices;

import java.util.List;

/**
 * What a workload holds while it runs.
 *
 * @param gpuModels one per GPU, as the driver names it
 * @param cpu cores
 * @param memory MiB
 */
public record Resource(List<String> gpuModels, double cpu, int memory) {}
