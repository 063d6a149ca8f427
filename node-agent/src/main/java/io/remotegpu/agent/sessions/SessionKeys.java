package io.remotegpu.agent.sessions;

import io.remotegpu.agent.runtime.ContainerLogs;
import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.agent.runtime.LogRequest;
import io.remotegpu.contracts.workload.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which key opened which session, as sshd says in what its container prints. Only the first process of the base image can print there; an
 * image whose sshd logs elsewhere leaves its keys unknown.
 */
public final class SessionKeys {
    private static final Pattern ACCEPTED = Pattern.compile(
            ".*Accepted publickey for \\S+ from \\S+ port (\\d{1,5}) ssh2: \\S+ (SHA256:[A-Za-z0-9+/]{43})\\s*");
    private static final int LAST_LINES = 5_000;
    /** A process is a little older than what it prints, by clocks that are not read at once. */
    private static final int SLACK_SECONDS = 2;

    private final ContainerLogs logs;
    private final Map<Served, String> known = new ConcurrentHashMap<>();

    /** A session's process; ids are used again, with another start. */
    private record Served(String containerId, long pid, long startTicks) {
        static Served of(String containerId, OpenSession session) {
            return new Served(containerId, session.pid(), session.startTicks());
        }
    }

    private record Login(Instant at, String key) {}

    public SessionKeys(ContainerLogs logs) {
        this.logs = logs;
    }

    /** Those that are known, by session. Sessions that are over are forgotten. */
    public Map<OpenSession, String> of(String containerId, List<OpenSession> sessions) {
        known.keySet()
                .removeIf(served -> served.containerId().equals(containerId)
                        && sessions.stream().noneMatch(session -> Served.of(containerId, session)
                                .equals(served)));
        boolean all = sessions.stream().allMatch(session -> known.containsKey(Served.of(containerId, session)));
        if (!all) {
            Map<Integer, List<Login>> logins = logins(containerId);
            sessions.forEach(session -> login(session, logins.getOrDefault(session.remotePort(), List.of()))
                    .ifPresent(login -> known.put(Served.of(containerId, session), login.key())));
        }
        Map<OpenSession, String> keys = new HashMap<>();
        sessions.forEach(session -> Optional.ofNullable(known.get(Served.of(containerId, session)))
                .ifPresent(key -> keys.put(session, key)));
        return keys;
    }

    /** A client's port may have served an earlier login: the last one since the session's process began is its own. */
    private static Optional<Login> login(OpenSession session, List<Login> logins) {
        Instant begun = session.seen().since().minusSeconds(SLACK_SECONDS);
        return logins.stream().filter(login -> !login.at().isBefore(begun)).reduce((earlier, later) -> later);
    }

    private Map<Integer, List<Login>> logins(String containerId) {
        Map<Integer, List<Login>> logins = new HashMap<>();
        logs.read(new LogRequest(containerId, LAST_LINES, null, false), new LogReader() {
            @Override
            public void line(LogLine line, String position) {
                Matcher accepted = ACCEPTED.matcher(line.text());
                if (accepted.matches()) {
                    Login login = new Login(Objects.requireNonNullElse(line.at(), Instant.MAX), accepted.group(2));
                    logins.computeIfAbsent(Integer.valueOf(accepted.group(1)), port -> new ArrayList<>())
                            .add(login);
                }
            }

            @Override
            public boolean hasEnough() {
                return false;
            }
        });
        return logins;
    }
}
