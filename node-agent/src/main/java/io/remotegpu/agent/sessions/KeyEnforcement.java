package io.remotegpu.agent.sessions;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.Insides;
import io.remotegpu.agent.sessions.KeyFiles.Written;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the sessions of keys that open a workload no more, within five seconds of the command that took the key away. What was enforced last is on disk, so an agent that was killed in
 * between goes on. A session whose key is not known ends when any key was taken away: it may have been that one's.
 */
public final class KeyEnforcement {
    private static final Logger log = LoggerFactory.getLogger(KeyEnforcement.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Who showed a key just before it was taken away becomes a session a moment later. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(4);

    private final KeyFiles files;
    private final Supplier<List<RunningWorkload>> workloads;
    private final Insides insides;
    private final InsideReader reader;
    private final SessionKeys keys;
    private final Clock clock;
    private boolean warned;

    public KeyEnforcement(
            KeyFiles files,
            Supplier<List<RunningWorkload>> workloads,
            Insides insides,
            InsideReader reader,
            SessionKeys keys,
            Clock clock) {
        this.files = files;
        this.workloads = workloads;
        this.insides = insides;
        this.reader = reader;
        this.keys = keys;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run() {
        run(new Rounds(log, "sessions cannot be looked at now"));
    }

    void run(Rounds rounds) {
        rounds.run(() -> workloads.get().forEach(this::tryEnforcing), BETWEEN_LOOKS);
    }

    private void tryEnforcing(RunningWorkload workload) {
        try {
            enforce(workload);
        } catch (RuntimeException failure) {
            log.warn("sessions of {} cannot be looked at now: {}", workload.workloadId(), failure.toString());
        }
    }

    /** Once; again until it is sure that nobody came in meanwhile. */
    void enforce(RunningWorkload workload) {
        Optional<Written> now = files.authorized(workload.workloadId());
        if (now.isEmpty()) {
            return;
        }
        List<String> admitted = now.get().keys();
        List<String> before = files.enforced(workload.workloadId()).orElse(null);
        if (before != null
                && !before.equals(admitted)
                && !endAllBut(workload, KeyPrint.of(admitted), !admitted.containsAll(before))) {
            return;
        }
        boolean stragglers =
                before != null && clock.instant().isBefore(now.get().at().plus(STRAGGLERS));
        if (!admitted.equals(before) && !stragglers) {
            files.enforced(workload.workloadId(), admitted);
        }
    }

    /** @return false if nobody could look who is in: what cannot be seen is not enforced */
    private boolean endAllBut(RunningWorkload workload, Set<String> admitted, boolean unknownToo) {
        Optional<SeenInside> seen =
                insides.of(workload.containerId()).flatMap(place -> reader.look(place, reader.processes()));
        if (seen.isEmpty()) {
            warnOnce(workload);
            return false;
        }
        List<OpenSession> open = seen.get().sessions();
        Map<OpenSession, String> known = keys.of(workload.containerId(), open);
        open.stream()
                .filter(session -> known.containsKey(session) ? !admitted.contains(known.get(session)) : unknownToo)
                .forEach(session -> {
                    reader.end(session);
                    log.info("ended a session in {}: its key opens it no more", workload.workloadId());
                });
        return true;
    }

    private void warnOnce(RunningWorkload workload) {
        if (!warned) {
            warned = true;
            log.warn(
                    "a key was taken away from {}, and this agent cannot look who is in: sessions GO ON. Run it as root with"
                            + " the host's processes; in a container that is --pid=host --cap-add=SYS_PTRACE",
                    workload.workloadId());
        }
    }
}
