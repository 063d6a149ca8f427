package io.remotegpu.agent.lifecycle;

import io.remotegpu.agent.runtime.Homes;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Homes in memory: what is packed is whatever a test put here, and what is unpacked can be read here. */
final class FakeHomes implements Homes {
    final Map<WorkloadId, byte[]> archives = new ConcurrentHashMap<>();
    /** What it says to every unpacking; null if it does as asked. */
    volatile @Nullable String refusal;

    @Override
    public void pack(WorkloadId workload, List<Volume> volumes, OutputStream into, BooleanSupplier cancelled)
            throws IOException {
        byte[] archive = archives.get(workload);
        if (archive == null) {
            throw new IOException("there is no home of " + workload);
        }
        into.write(archive);
    }

    @Override
    public void unpack(WorkloadId workload, List<Volume> volumes, InputStream archive, BooleanSupplier cancelled)
            throws IOException {
        if (refusal != null) {
            throw new IOException(refusal);
        }
        archives.put(workload, archive.readAllBytes());
    }

    @Override
    public void abandon(WorkloadId workload) {}
}
