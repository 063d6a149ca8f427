package io.remotegpu.agent.moving;

import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.agent.runtime.process.ProcessRuntime;
import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Homes that are folders, by the tar of this machine. */
class ProcessHomesIT extends MovingHomes {
    private static final WorkloadId ENV = new WorkloadId("env-moving");
    private @Nullable ContainerRuntime source;
    private @Nullable ContainerRuntime target;

    @Override
    ContainerRuntime source() {
        if (source == null) {
            source = new ProcessRuntime(folder.resolve("one"), "one", "127.0.0.1", Clock.systemUTC());
        }
        return source;
    }

    @Override
    ContainerRuntime target() {
        if (target == null) {
            target = new ProcessRuntime(folder.resolve("two"), "two", "127.0.0.1", Clock.systemUTC());
        }
        return target;
    }

    @Override
    WorkloadId leaving() {
        return ENV;
    }

    @Override
    WorkloadId arriving() {
        return ENV;
    }

    @Override
    String shell(WorkloadId workload, ContainerRuntime where, String script) {
        return Script.run(
                "sh",
                "-e",
                "-c",
                "cd " + folder.resolve(where == source ? "one" : "two").resolve("volumes/" + workload) + "\n" + script);
    }

    @Override
    String more() {
        return "";
    }
}
