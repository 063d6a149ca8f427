package io.remotegpu.workspace.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides over recorded looks as it is decided over new ones. Once it has stopped an environment, it goes on with the next use. */
final class Rehearsal {
    private final Rules rules;
    private final List<WouldStop> stops = new ArrayList<>();
    private @Nullable Watch watch;
    private @Nullable WouldStop stopped;

    /**
     * A stop that the policy would have made.
     *
     * @param idleSince the last use before
     * @param because what was seen when it was warned of
     * @param usedAgainAt the next use, null if none was recorded
     * @param idleSeconds from the stop to that use, or to the last look
     * @param gpuSeconds the same for each GPU that it held
     */
    record WouldStop(
            Instant idleSince,
            Instant warnedAt,
            Instant stoppedAt,
            String because,
            @Nullable Instant usedAgainAt,
            long idleSeconds,
            long gpuSeconds) {
        WouldStop until(Look look, @Nullable Instant use) {
            long seconds = Duration.between(stoppedAt, look.at()).toSeconds();
            return new WouldStop(idleSince, warnedAt, stoppedAt, because, use, seconds, seconds * look.gpus());
        }
    }

    Rehearsal(Rules rules) {
        this.rules = rules;
    }

    /** So far. */
    List<WouldStop> stops() {
        return Stream.concat(stops.stream(), Stream.ofNullable(stopped)).toList();
    }

    /** The next look at the environment, in their order. */
    void see(Look look) {
        Finding finding = Finding.of(look, rules);
        if (stopped != null) {
            seeStopped(look, finding, stopped);
        } else if (watch == null || look.epoch() != watch.epoch()) {
            watch = Watch.first(look);
        } else if (watch.isNew(look)) {
            decide(watch.after(look, finding, rules), look, finding);
        }
    }

    /** It was up all the same, so the records go on. A new run is a use: somebody started it. */
    private void seeStopped(Look look, Finding finding, WouldStop stop) {
        boolean restarted = watch == null || look.epoch() != watch.epoch();
        boolean used = finding.used()
                .map(Trace::usedAt)
                .filter(at -> at.isAfter(stop.stoppedAt()))
                .isPresent();
        if (restarted || used) {
            stops.add(stop.until(look, look.at()));
            stopped = null;
            watch = Watch.first(look);
        } else {
            stopped = stop.until(look, null);
        }
    }

    private void decide(Watch seen, Look look, Finding finding) {
        watch = switch (Decision.of(seen, rules)) {
            case Decision.Stay() -> seen;
            case Decision.Warn(Instant stopsAt) -> seen.warned(stopsAt);
            case Decision.Withdraw() -> seen.withdrawn();
            case Decision.Stop() -> {
                Instant warned = seen.warnedAt() == null ? look.at() : seen.warnedAt();
                stopped = new WouldStop(seen.usedAt(), warned, look.at(), finding.words(), null, 0, 0);
                yield seen;
            }
        };
    }
}
