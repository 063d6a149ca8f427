package io.remotegpu.agent.sessions;

import io.remotegpu.agent.sessions.TcpTable.Connection;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads sessions from the titles that OpenSSH gives to the processes that serve them: {@code sshd: dev@pts/0}. */
final class SshProcesses {
    private static final Pattern TITLE = Pattern.compile("(?:sshd|sshd-session): ([^ @]+)@(\\S+)");
    private static final String NO_TERMINAL = "notty";
    /** OpenSSH's own limit; titles are anybody's to write. */
    private static final int MOST_OF_ONE = 10;
    /** Of one container: so many processes that look like sessions are looked at, and so much of what each has open. One that OpenSSH runs has a few. */
    static final int MOST_PROCESSES = 50;

    static final int MOST_OPEN = 1_000;

    private static final Pattern TERMINAL = Pattern.compile("pts/\\d{1,6}");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final int TICKS_A_SECOND = 100;
    private static final int MILLIS_OF_A_TICK = 10;

    private final Path proc;
    private final Clock clock;

    SshProcesses(Path proc, Clock clock) {
        this.proc = proc;
        this.clock = clock;
    }

    /** A session of one process, or several: one connection may carry some terminals. */
    List<OpenSession> sessions(long firstProcess, List<HostProcess> processes, List<Connection> connections) {
        return processes.stream()
                .filter(process -> TITLE.matcher(process.title()).matches())
                .limit(MOST_PROCESSES)
                .flatMap(process -> sessions(firstProcess, process, connections))
                .toList();
    }

    /** The sockets that these sessions came through. */
    Set<Long> sockets(List<OpenSession> sessions) {
        Set<Long> sockets = new HashSet<>();
        sessions.stream().map(OpenSession::pid).distinct().forEach(pid -> sockets.addAll(sockets(pid)));
        return sockets;
    }

    private Stream<OpenSession> sessions(long firstProcess, HostProcess process, List<Connection> connections) {
        Matcher title = TITLE.matcher(process.title());
        if (!title.matches()) {
            return Stream.empty();
        }
        Set<Long> sockets = sockets(process.pid());
        Optional<Connection> connection = connections.stream()
                .filter(open -> sockets.contains(open.inode()))
                .findFirst();
        return Arrays.stream(title.group(2).split(","))
                .filter(terminal -> terminal.equals(NO_TERMINAL)
                        || TERMINAL.matcher(terminal).matches())
                .distinct()
                .limit(MOST_OF_ONE)
                .map(terminal -> terminal.equals(NO_TERMINAL) ? null : terminal)
                .map(terminal -> new OpenSession(
                        process.pid(),
                        process.startTicks(),
                        connection.map(Connection::remotePort).orElse(0),
                        session(firstProcess, process, terminal, connection)));
    }

    private SshSession session(
            long firstProcess, HostProcess process, @Nullable String terminal, Optional<Connection> connection) {
        Instant since = since(process);
        return new SshSession(
                terminal,
                since,
                terminal == null ? null : lastInput(firstProcess, terminal, since),
                connection.map(Connection::remoteAddress).orElse(null),
                null);
    }

    /** The kernel notes when a terminal was read from, which is when somebody typed; it does so every eight seconds. */
    private Instant lastInput(long firstProcess, String terminal, Instant since) {
        try {
            Path device = proc.resolve(firstProcess + "/root/dev/" + terminal);
            return Files.readAttributes(device, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .lastAccessTime()
                    .toInstant();
        } catch (IOException closing) {
            return since;
        }
    }

    private Instant since(HostProcess process) {
        try {
            String uptime = Files.readString(proc.resolve("uptime"));
            double up = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
            long ticksAgo = Math.max(0, Math.round(up * TICKS_A_SECOND) - process.startTicks());
            return clock.instant().minusMillis(ticksAgo * MILLIS_OF_A_TICK);
        } catch (IOException | RuntimeException unreadable) {
            return clock.instant();
        }
    }

    private Set<Long> sockets(long pid) {
        Set<Long> sockets = new HashSet<>();
        try (Stream<Path> open = Files.list(proc.resolve(pid + "/fd"))) {
            open.limit(MOST_OPEN).forEach(file -> {
                Matcher socket = SOCKET.matcher(target(file));
                if (socket.matches()) {
                    sockets.add(Long.parseLong(socket.group(1)));
                }
            });
        } catch (IOException | UncheckedIOException endedOrForbidden) {
            return Set.of();
        }
        return sockets;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
