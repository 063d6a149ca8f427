package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.TelemetryEvent.ImagePulling;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells in the timeline how far an image has come: one entry for a pull, which is kept up to date. A host is believed about what is being started on it
 * only. What comes again, or late, changes nothing.
 */
@Repository
class Pulls {
    private static final String ACTOR = "scheduler";
    private static final double MEBIBYTE = 1 << 20;
    private static final double GIBIBYTE = 1 << 30;

    private final JdbcClient jdbc;
    private final Timeline timeline;
    private final Clock clock;

    Pulls(JdbcClient jdbc, Timeline timeline, Clock clock) {
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Transactional
    public void see(ImagePulling fact) {
        jdbc.sql("""
                        select status from environments where id = :id and host_id = :host and epoch = :epoch
                            and status = 'creating' and deleted_at is null for update
                        """)
                .param("id", fact.workloadId().value())
                .param("host", fact.hostId().value())
                .param("epoch", fact.epoch())
                .query(String.class)
                .list()
                .forEach(status -> timeline.progress(
                        fact.workloadId(),
                        new TimelineEntry(seenAt(fact), "image_pulling", status, words(fact), ACTOR),
                        "reserved"));
    }

    /** A host whose clock is ahead would end all progress with what it tells first. */
    private Instant seenAt(ImagePulling fact) {
        Instant now = clock.instant();
        return fact.at().isAfter(now) ? now : fact.at();
    }

    private static String words(ImagePulling fact) {
        String layers = "pulling %s: %d of %d layers".formatted(fact.image(), fact.layersDone(), fact.layers());
        return fact.totalBytes() <= 0
                ? layers
                : layers + ", " + size(fact.bytes()) + " of " + size(fact.totalBytes()) + " known so far";
    }

    private static String size(long bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.0f MiB", bytes / MEBIBYTE)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
