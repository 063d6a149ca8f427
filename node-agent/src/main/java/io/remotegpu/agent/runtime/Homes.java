package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Volumes as one tar archive (POSIX.1-2001, sparse files as GNU tar writes them), in which each lies in a folder of its name: owners by number, modes,
 * links of both kinds, holes, access lists and attributes of users are kept; sockets are not, nobody listens on them any more.
 */
public interface Homes {
    /**
     * Writes the archive as fast as it is taken; the volumes are read only.
     *
     * @param cancelled whether nobody waits for it any more, which ends also what comes before the first byte
     * @throws IOException with the words of whoever reads them, if not all could be read, or that of {@code into}
     */
    void pack(WorkloadId workload, List<Volume> volumes, OutputStream into, BooleanSupplier cancelled)
            throws IOException;

    /**
     * Fills empty volumes from an archive whose names were checked before. All of it is on disk once this has returned.
     *
     * @param cancelled as for packing
     * @throws IOException with the words of whoever writes them, if not all could be written, or that of {@code archive}
     */
    void unpack(WorkloadId workload, List<Volume> volumes, InputStream archive, BooleanSupplier cancelled)
            throws IOException;

    /** Ends what an earlier agent may have left at work on these volumes. Fine if there is nothing. */
    void abandon(WorkloadId workload);
}
