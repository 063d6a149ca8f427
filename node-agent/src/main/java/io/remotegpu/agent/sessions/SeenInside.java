package io.remotegpu.agent.sessions;

import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import java.util.List;

/**
 * Who is connected to one container.
 *
 * @param connections to its ports, without those of {@code sessions}
 * @param processes that people run, by name
 */
public record SeenInside(List<OpenSession> sessions, List<Connections> connections, List<String> processes) {}
