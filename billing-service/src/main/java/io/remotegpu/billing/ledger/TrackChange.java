package io.remotegpu.billing.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one source says of one GPU now, in place of what it said before.
 *
 * @param track presence, lease, quarantine, silence or maintenance
 * @param source the lease, host or incident that the spans come from
 */
record TrackChange(
        String gpuUuid,
        String track,
        String source,
        String hostId,
        @Nullable String workloadId,
        long epoch,
        List<GpuSpan> spans) {
    record Key(String gpuUuid, String track, String source) {}

    Key key() {
        return new Key(gpuUuid, track, source);
    }

    /** In whole seconds, so that adjoining stretches share none and leave none out. */
    List<TrackedSpan> tracked() {
        return spans.stream()
                .map(span -> new TrackedSpan(
                        span.kind(), hostId, workloadId, epoch, second(span.start()), second(span.end())))
                .filter(span -> span.end().isAfter(span.start()))
                .toList();
    }

    private static Instant second(Instant instant) {
        return instant.equals(Instant.MAX) ? instant : instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
