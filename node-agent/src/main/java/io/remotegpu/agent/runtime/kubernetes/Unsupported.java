package io.remotegpu.agent.runtime.kubernetes;

import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.SnapshotImage;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a pod cannot have. Whoever asks is told so, and nothing changes. */
final class Unsupported implements Limits, Snapshots, Homes {
    private static final String STAYS = "homes neither leave a cluster nor come to one: its own storage keeps them";

    @Override
    public void change(String containerId, double cpu, int memory) {
        throw ApiWords.failure(
                FailureCause.HOST_ERROR,
                "a pod keeps the size that it started with; it has the new one from its next start on");
    }

    /** It never had another. */
    @Override
    public void restore(String containerId, double cpu, int memory) {}

    @Override
    public SnapshotImage take(String containerId, SnapshotId snapshot) {
        throw ApiWords.failure(
                FailureCause.HOST_ERROR, "a cluster keeps no images of pods: what is to stay belongs into the home");
    }

    @Override
    public Optional<SnapshotImage> find(SnapshotId snapshot) {
        return Optional.empty();
    }

    @Override
    public void remove(SnapshotId snapshot) {}

    @Override
    public void pack(WorkloadId workload, List<Volume> volumes, OutputStream into, BooleanSupplier cancelled)
            throws IOException {
        throw new IOException(STAYS);
    }

    @Override
    public void unpack(WorkloadId workload, List<Volume> volumes, InputStream archive, BooleanSupplier cancelled)
            throws IOException {
        throw new IOException(STAYS);
    }

    @Override
    public void abandon(WorkloadId workload) {}
}
