package io.remotegpu.billing.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A span with where and under which lease, null where no lease has to do with it. */
record TrackedSpan(
        GpuSpan.Kind kind, String hostId, @Nullable String workloadId, long epoch, Instant start, Instant end) {
    boolean covers(Instant instant) {
        return !start.isAfter(instant) && end.isAfter(instant);
    }
}
