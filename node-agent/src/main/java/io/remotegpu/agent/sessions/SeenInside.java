package io.remotegpu.agent.sessions;

import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import java.util.List;
import java.util.Optional;

/**
 * Who is connected to one container.
 *
 * @param connections to its ports, without those of {@code sessions}
 * @param processes that people run, by name
 * @param door why nobody comes in by SSH any more
 */
public record SeenInside(
        List<OpenSession> sessions, List<Connections> connections, List<String> processes, Optional<Condition> door) {
    /** One whose SSH server is as it should be. */
    SeenInside(List<OpenSession> sessions, List<Connections> connections, List<String> processes) {
        this(sessions, connections, processes, Optional.empty());
    }
}
