package io.remotegpu.workspace.idle;

import io.remotegpu.workspace.idle.Rehearsal.WouldStop;
import java.time.Instant;
import java.util.List;

/**
 * What a policy would have done.
 *
 * @param looks how many were recorded: without any, nothing would have been stopped and nothing is known
 * @param idleSeconds of all its stops
 * @param gpuSeconds that others could have used
 */
record RehearsalView(
        Instant from,
        Instant to,
        int looks,
        IdleView.Policy policy,
        List<WouldStop> stops,
        long idleSeconds,
        long gpuSeconds) {
    static RehearsalView of(RehearsalQuery query, int looks, List<WouldStop> stops) {
        return new RehearsalView(
                query.from(),
                query.to(),
                looks,
                IdleView.Policy.of(query.rules()),
                stops,
                stops.stream().mapToLong(WouldStop::idleSeconds).sum(),
                stops.stream().mapToLong(WouldStop::gpuSeconds).sum());
    }
}
