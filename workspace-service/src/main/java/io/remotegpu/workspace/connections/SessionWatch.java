package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.SessionsSeen;
import io.remotegpu.contracts.workload.WorkloadSessions;
import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import io.remotegpu.workspace.connections.KeyNames.KeyName;
import io.remotegpu.workspace.telemetry.SampleDays;
import io.remotegpu.workspace.telemetry.SessionWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps who came and went. Each telling says all that is open and what ended lately, and counts only if it is later than the last: one that is lost is made
 * good by the next, and one that comes again does nothing.
 */
@Component
class SessionWatch implements SessionWatcher {
    /** Hosts are believed about what happens on them, but not about how long words may be. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,80}");

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.%a-z]{1,64}");
    /** Whoever makes up more in an hour leaves no more rows, but one that says so. */
    private static final int MOST = 200;

    private static final Duration LATELY = Duration.ofHours(1);

    private static final Pattern KEY = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

    private final SampleDays days;
    private final SessionStore store;
    private final KeyNames keys;
    private final SessionWords words;
    private final TransactionTemplate transaction;

    SessionWatch(
            SampleDays days, SessionStore store, KeyNames keys, SessionWords words, TransactionTemplate transaction) {
        this.days = days;
        this.store = store;
        this.keys = keys;
        this.words = words;
        this.transaction = transaction;
    }

    @Override
    public void see(SessionsSeen fact) {
        if (days.haveRoomFor(fact.hostId(), fact.at())) {
            fact.workloads()
                    .forEach(told -> transaction.executeWithoutResult(status -> see(fact.hostId(), told, fact.at())));
        }
    }

    private void see(HostId host, WorkloadSessions told, Instant at) {
        store.look(host, told, at).ifPresent(place -> {
            List<Session> sessions =
                    told.sessions().stream().filter(SessionWatch::isPlain).toList();
            List<String> ids = sessions.stream().map(Session::id).toList();
            Map<String, KnownSession> known = store.known(place, ids).stream()
                    .collect(Collectors.toMap(KnownSession::sessionId, Function.identity()));
            sessions.forEach(session -> see(place, session, known.get(session.id())));
            Set<String> open = Set.copyOf(ids);
            known.values().stream()
                    .filter(session -> session.isOpen() && !open.contains(session.sessionId()))
                    .forEach(session -> end(place, session, at));
        });
    }

    private void see(Place place, Session session, @Nullable KnownSession known) {
        if (known == null && store.begunSince(place, place.seenAt().minus(LATELY)) >= MOST) {
            store.tellOfMore(place);
            return;
        }
        if (known == null) {
            KeyName key = keyOf(place, session);
            store.open(place, session, key);
            words.opened(place, session, key);
        } else if (known.fingerprint() == null && session.key() != null) {
            store.name(place, session, keyOf(place, session));
        }
        if (session.until() != null && (known == null || known.isOpen())) {
            end(place, known == null ? begun(place, session) : known, session.until());
        }
    }

    private KnownSession begun(Place place, Session session) {
        return store.known(place, List.of(session.id())).stream()
                .filter(known -> known.sessionId().equals(session.id()))
                .findFirst()
                .orElseThrow();
    }

    private void end(Place place, KnownSession session, Instant at) {
        Instant ended = at.isAfter(place.seenAt()) ? place.seenAt() : at;
        store.end(place, session.sessionId(), ended);
        words.ended(place, session, ended);
    }

    private @Nullable KeyName keyOf(Place place, Session session) {
        return session.key() == null
                ? null
                : keys.find(session.key(), place.owner()).orElse(null);
    }

    private static boolean isPlain(Session session) {
        return ID.matcher(session.id()).matches()
                && (session.from() == null || ADDRESS.matcher(session.from()).matches())
                && (session.key() == null || KEY.matcher(session.key()).matches());
    }
}
