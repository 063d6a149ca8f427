package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import io.remotegpu.workspace.connections.KeyNames.KeyName;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Comings and goings as the timeline tells them. Of a script that connects all the time it tells the beginning; the list tells all. */
@Component
class SessionWords {
    private static final String ACTOR = "platform";
    private static final Duration LATELY = Duration.ofHours(1);
    private static final long MANY = 60;

    private final SessionStore store;
    private final Timeline timeline;

    SessionWords(SessionStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    /** @param key null if nobody here has it */
    void opened(Place place, Session session, @Nullable KeyName key) {
        String message =
                switch (session.kind()) {
                    case SSH -> who(session, key) + " connected by SSH" + from(session);
                    case JUPYTER -> "somebody opened Jupyter";
                };
        record(
                place,
                "connected",
                message,
                key == null ? ACTOR : key.customerId().toString(),
                place.seenAt());
    }

    void ended(Place place, KnownSession session, Instant at) {
        String minutes = Math.max(0, Duration.between(session.beganAt(), at).toMinutes()) + " min";
        String message = session.kind().equals("jupyter")
                ? "Jupyter was left after " + minutes
                : Objects.requireNonNullElse(session.who(), "somebody") + " disconnected after " + minutes;
        record(place, "disconnected", message, ACTOR, at);
    }

    private static String who(Session session, @Nullable KeyName key) {
        if (key != null) {
            return key.username() + " (key " + key.name() + ")";
        }
        return session.key() == null ? "somebody" : "somebody whose key nobody has registered";
    }

    private static String from(Session session) {
        return session.from() == null ? "" : " from " + session.from();
    }

    private void record(Place place, String type, String message, String actor, Instant at) {
        if (store.begunSince(place, place.seenAt().minus(LATELY)) <= MANY) {
            timeline.record(place.id(), new TimelineEntry(at, type, place.status(), message, actor));
        }
    }
}
