package io.remotegpu.agent.runtime.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A command of a workload, ready to run here. {@code env} beside the container's own variables. */
record Launch(List<String> argv, Map<String, String> env) {
    Launch {
        env = Objects.requireNonNullElse(env, Map.of());
    }
}
