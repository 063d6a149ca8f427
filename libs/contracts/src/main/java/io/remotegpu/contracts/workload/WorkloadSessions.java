package io.remotegpu.contracts.workload;

import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who came into a workload and left it.
 *
 * @param sessions all that are open, and those that ended within the last quarter of an hour; one that was told of as open and is missing is over
 */
public record WorkloadSessions(WorkloadId workloadId, long epoch, List<Session> sessions) {
    /** How somebody works in it. */
    public enum Kind {
        /** One connection, whatever it carries. */
        SSH,
        /** The time during which anybody is connected to its Jupyter, seen without telling them apart. */
        JUPYTER
    }

    /**
     * @param id the same in every telling of one session, and no other's
     * @param until when it was found to be over, null while it is open
     * @param from the address it comes from, null if unknown
     * @param key the key that opened it as {@code SHA256:…}, null if unknown
     */
    public record Session(
            String id,
            Kind kind,
            Instant since,
            @Nullable Instant until,
            @Nullable String from,
            @Nullable String key) {}
}
