package io.remotegpu.contracts;

import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.workload.GpuSample;
import io.remotegpu.contracts.workload.WorkloadSample;
import java.util.List;

final class TelemetrySamples {
    private TelemetrySamples() {}

    static List<Message> all() {
        return List.of(new HostSampled(
                Samples.HOST,
                Samples.NOON,
                86_400_000,
                15.004,
                List.of(new GpuSample(Samples.GPU, 3, 91.5, 97, 40.25, 61_440, 81_920, 71, 312.75)),
                "GPU 1 is lost",
                List.of(new WorkloadSample(
                        Samples.ENVIRONMENT, Samples.EPOCH, List.of(Samples.GPU), 3.5, 12_288, 1_048_576L, 4_096L))));
    }
}
