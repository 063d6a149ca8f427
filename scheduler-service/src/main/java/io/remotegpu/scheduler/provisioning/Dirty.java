package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import java.util.List;
import java.util.stream.Stream;

/** Reads from a host's evidence which GPUs must not be given to anybody yet. */
final class Dirty {
    private Dirty() {}

    static List<QuarantinedGpu> in(GpuDirty fact) {
        return fact.evidence().stream().flatMap(Dirty::quarantined).toList();
    }

    private static Stream<QuarantinedGpu> quarantined(GpuEvidence evidence) {
        String problem = evidence.problem();
        return problem == null ? Stream.empty() : Stream.of(new QuarantinedGpu(evidence.uuid(), problem));
    }
}
