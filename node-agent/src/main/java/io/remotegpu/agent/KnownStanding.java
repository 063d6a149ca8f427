package io.remotegpu.agent;

import io.remotegpu.agent.disk.DiskWatch;
import io.remotegpu.agent.sessions.SessionReporter;
import io.remotegpu.agent.telemetry.Standing;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.DiskUse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the parts of an agent that look at containers found, for the samples. */
record KnownStanding(DiskWatch disks, SessionReporter sessions) implements Standing {
    @Override
    public @Nullable DiskUse disk(String containerId) {
        return disks.use(containerId);
    }

    @Override
    public List<Condition> conditions(String containerId) {
        return Stream.concat(disks.condition(containerId).stream(), sessions.door(containerId).stream())
                .toList();
    }
}
