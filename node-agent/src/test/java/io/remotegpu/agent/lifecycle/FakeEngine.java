package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.runtime.Limits;
import io.remotegpu.agent.runtime.SnapshotImage;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.contracts.SnapshotId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sizes and snapshots in memory. */
final class FakeEngine implements Limits, Snapshots {
    final Map<String, String> sizes = new ConcurrentHashMap<>();
    final Map<SnapshotId, SnapshotImage> images = new ConcurrentHashMap<>();
    /** What it says to every change and snapshot; null if it does as asked. */
    volatile @Nullable String refusal;

    @Override
    public void change(String containerId, double cpu, int memory) {
        refuse();
        sizes.put(containerId, cpu + "/" + memory);
    }

    @Override
    public void restore(String containerId, double cpu, int memory) {
        sizes.put(containerId, cpu + "/" + memory);
    }

    @Override
    public SnapshotImage take(String containerId, SnapshotId snapshot) {
        refuse();
        return images.computeIfAbsent(
                snapshot, id -> new SnapshotImage(SnapshotImage.reference(id), 7, FakeRuntime.FINISHED));
    }

    @Override
    public Optional<SnapshotImage> find(SnapshotId snapshot) {
        return Optional.ofNullable(images.get(snapshot));
    }

    @Override
    public void remove(SnapshotId snapshot) {
        refuse();
        images.remove(snapshot);
    }

    private void refuse() {
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
    }
}
