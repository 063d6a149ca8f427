package io.remotegpu.billing.meter;

import io.remotegpu.billing.prices.Resource;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/**
 * What a record shows of the resource; several models, which one host may have, are named together.
 *
 * @param gpuModel empty without GPUs
 * @param gpus shares of a GPU count as such
 * @param memory MiB
 * @param storage MiB
 */
record RecordedResource(String gpuModel, BigDecimal gpus, double cpu, int memory, int storage) {
    boolean isSized(double cores, int mebibytes) {
        return cpu == cores && memory == mebibytes;
    }

    static RecordedResource of(Resource resource) {
        String models = resource.gpus().stream()
                .map(Resource.Gpu::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" + "));
        return new RecordedResource(models, resource.gpuCount(), resource.cpu(), resource.memory(), resource.storage());
    }
}
