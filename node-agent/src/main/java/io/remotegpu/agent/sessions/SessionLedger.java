package io.remotegpu.agent.sessions;

import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import io.remotegpu.contracts.workload.WorkloadSessions.Kind;
import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sessions of one container, look by look: which are open, and which ended lately. */
final class SessionLedger {
    /** How long it is told of a session that it has ended, for whoever missed it. */
    static final Duration TOLD = Duration.ofMinutes(15);
    /** A page that is merely open is without a connection now and then. */
    private static final Duration JUPYTER_GAP = Duration.ofMinutes(1);
    /** Whoever makes up more must not make what is told too long. */
    private static final int MOST_OPEN = 50;

    private static final int MOST_ENDED = 50;

    private static final String JUPYTER = "jupyter";

    private final String container;
    private final Map<String, Session> known = new LinkedHashMap<>();
    private @Nullable Instant jupyterSeen;

    SessionLedger(String containerId) {
        this.container = containerId.substring(0, Math.min(12, containerId.length()));
    }

    /**
     * What one look showed.
     *
     * @param keys of those whose key is known
     * @return whether anything began, ended or was found out
     */
    boolean see(List<OpenSession> open, Map<OpenSession, String> keys, List<Connections> connections, Instant at) {
        Map<String, Session> before = Map.copyOf(known);
        List<OpenSession> told = open.stream()
                .sorted(Comparator.comparingLong(OpenSession::startTicks).thenComparingLong(OpenSession::pid))
                .limit(MOST_OPEN)
                .toList();
        told.forEach(session -> opened(session, keys.get(session)));
        Set<String> seen = told.stream().map(this::id).collect(Collectors.toSet());
        known.replaceAll(
                (id, session) -> session.kind() == Kind.SSH && !seen.contains(id) ? ended(session, at) : session);
        seeJupyter(connections, at);
        forgetOld(at);
        return !known.equals(before);
    }

    /** Open ones, and those that ended within a quarter of an hour. */
    List<Session> sessions() {
        return List.copyOf(known.values());
    }

    /** Of these, the ones that a key may still be found for: sshd prints it as it lets somebody in. */
    boolean isWorthAsking(OpenSession session, Duration patience, Instant at) {
        Session told = known.get(id(session));
        return told == null || told.key() != null || at.isBefore(told.since().plus(patience));
    }

    private void opened(OpenSession open, @Nullable String key) {
        known.merge(
                id(open),
                session(open, key),
                (told, now) -> new Session(
                        told.id(),
                        told.kind(),
                        told.since(),
                        null,
                        told.from() == null ? now.from() : told.from(),
                        told.key() == null ? now.key() : told.key()));
    }

    private Session session(OpenSession open, @Nullable String key) {
        return new Session(
                id(open), Kind.SSH, open.seen().since(), null, open.seen().from(), key);
    }

    /** A process carries one connection, and with it perhaps several terminals. */
    private String id(OpenSession open) {
        return container + "-" + open.pid() + "-" + open.startTicks();
    }

    private void seeJupyter(List<Connections> connections, Instant at) {
        boolean connected =
                connections.stream().anyMatch(port -> port.serviceType().equals(JUPYTER));
        Session open = known.values().stream()
                .filter(session -> session.kind() == Kind.JUPYTER && session.until() == null)
                .findFirst()
                .orElse(null);
        if (connected) {
            jupyterSeen = at;
            if (open == null) {
                String id = container + "-jupyter-" + at.toEpochMilli();
                known.put(id, new Session(id, Kind.JUPYTER, at, null, null, null));
            }
        } else if (open != null && jupyterSeen != null && !at.isBefore(jupyterSeen.plus(JUPYTER_GAP))) {
            known.put(open.id(), ended(open, jupyterSeen));
        }
    }

    private static Session ended(Session session, Instant at) {
        return session.until() != null
                ? session
                : new Session(session.id(), session.kind(), session.since(), at, session.from(), session.key());
    }

    private void forgetOld(Instant at) {
        known.values().removeIf(session -> isOld(session, at));
        List<String> ended = known.values().stream()
                .filter(session -> session.until() != null)
                .map(Session::id)
                .toList();
        ended.stream().limit(Math.max(0, ended.size() - MOST_ENDED)).forEach(known::remove);
    }

    private static boolean isOld(Session session, Instant at) {
        return session.until() != null && session.until().plus(TOLD).isBefore(at);
    }
}
