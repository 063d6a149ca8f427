package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.TelemetryEvent.ImagePulling;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.Inbox;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells in the timeline how far an image has come. A host is believed about what is being started on it only. */
@Component
class Pulls {
    private static final String CONSUMER = "workspace.pulls";
    private static final String ACTOR = "scheduler";
    private static final double MEBIBYTE = 1 << 20;
    private static final double GIBIBYTE = 1 << 30;

    private final Inbox inbox;
    private final JdbcClient jdbc;
    private final Timeline timeline;

    Pulls(Inbox inbox, JdbcClient jdbc, Timeline timeline) {
        this.inbox = inbox;
        this.jdbc = jdbc;
        this.timeline = timeline;
    }

    void see(Envelope<ImagePulling> envelope) {
        inbox.once(CONSUMER, envelope, this::tell);
    }

    private void tell(ImagePulling fact) {
        jdbc.sql("""
                        select status from environments where id = :id and host_id = :host and epoch = :epoch
                            and status = 'creating' and deleted_at is null
                        """)
                .param("id", fact.workloadId().value())
                .param("host", fact.hostId().value())
                .param("epoch", fact.epoch())
                .query(String.class)
                .list()
                .forEach(status -> timeline.record(
                        fact.workloadId(), new TimelineEntry(fact.at(), "image_pulling", status, words(fact), ACTOR)));
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
