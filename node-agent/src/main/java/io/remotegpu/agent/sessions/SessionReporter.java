package io.remotegpu.agent.sessions;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.Inside;
import io.remotegpu.agent.runtime.Insides;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.SessionsSeen;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.WorkloadSessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who comes into environments and leaves them. Who is in for less than the time between two looks may be missed. */
public final class SessionReporter {
    private static final Logger log = LoggerFactory.getLogger(SessionReporter.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TELLINGS = Duration.ofMinutes(1);
    /** An image whose sshd logs elsewhere never tells: its log is not read for ever. */
    private static final Duration KEY_PATIENCE = Duration.ofSeconds(30);

    private final HostId host;
    private final Supplier<List<RunningWorkload>> workloads;
    private final Insides insides;
    private final InsideReader reader;
    private final SessionKeys keys;
    private final Consumer<SessionsSeen> told;
    private final Clock clock;
    /** What the runtime said of containers that run; asked again once its first process cannot be looked at. */
    private final Map<String, Inside> places = new ConcurrentHashMap<>();

    private final Map<String, SessionLedger> ledgers = new ConcurrentHashMap<>();
    private final Map<String, Condition> doors = new ConcurrentHashMap<>();
    private Instant toldAt = Instant.EPOCH;

    /** @param told may lose one */
    public SessionReporter(
            HostId host,
            Supplier<List<RunningWorkload>> workloads,
            Insides insides,
            InsideReader reader,
            SessionKeys keys,
            Consumer<SessionsSeen> told,
            Clock clock) {
        this.host = host;
        this.workloads = workloads;
        this.insides = insides;
        this.reader = reader;
        this.keys = keys;
        this.told = told;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run() {
        new Rounds(log, "nobody could be seen coming or going").run(this::look, BETWEEN_LOOKS);
    }

    /** Why nobody comes in by SSH any more, as of the last look. */
    public Optional<Condition> door(String containerId) {
        return Optional.ofNullable(doors.get(containerId));
    }

    void look() {
        List<RunningWorkload> environments = workloads.get().stream()
                .filter(workload -> !workload.workloadId().isGisService())
                .toList();
        forgetAllBut(environments);
        ProcessTable table = reader.processes();
        Instant at = clock.instant();
        List<WorkloadSessions> seen = new ArrayList<>();
        boolean changed = false;
        for (RunningWorkload workload : environments) {
            Optional<SeenInside> inside = look(workload, table);
            if (inside.isPresent()) {
                changed |= see(workload, inside.get(), at);
                seen.add(sessions(workload));
            }
        }
        if (changed || !at.isBefore(toldAt.plus(BETWEEN_TELLINGS))) {
            toldAt = at;
            told.accept(new SessionsSeen(host, at, seen));
        }
    }

    private Optional<SeenInside> look(RunningWorkload workload, ProcessTable table) {
        String container = workload.containerId();
        try {
            Optional<Inside> place = Optional.ofNullable(places.get(container)).or(() -> insides.of(container));
            Optional<SeenInside> seen = place.flatMap(inside -> reader.look(inside, table));
            seen.ifPresentOrElse(there -> places.put(container, place.orElseThrow()), () -> places.remove(container));
            return seen;
        } catch (RuntimeException away) {
            log.debug("nobody could look into {}: {}", workload.workloadId(), away.toString());
            return Optional.empty();
        }
    }

    private boolean see(RunningWorkload workload, SeenInside seen, Instant at) {
        String container = workload.containerId();
        seen.door().ifPresentOrElse(door -> doors.put(container, door), () -> doors.remove(container));
        SessionLedger ledger = ledgers.computeIfAbsent(container, SessionLedger::new);
        List<OpenSession> telling = seen.sessions().stream()
                .filter(session -> ledger.isWorthAsking(session, KEY_PATIENCE, at))
                .toList();
        Map<OpenSession, String> opened = telling.isEmpty() ? Map.of() : keys.of(container, telling);
        return ledger.see(seen.sessions(), opened, seen.connections(), at);
    }

    private WorkloadSessions sessions(RunningWorkload workload) {
        return new WorkloadSessions(
                workload.workloadId(),
                workload.epoch(),
                ledgers.computeIfAbsent(workload.containerId(), SessionLedger::new)
                        .sessions());
    }

    private void forgetAllBut(List<RunningWorkload> running) {
        var containers = running.stream().map(RunningWorkload::containerId).collect(Collectors.toSet());
        places.keySet().retainAll(containers);
        ledgers.keySet().retainAll(containers);
        doors.keySet().retainAll(containers);
    }
}
