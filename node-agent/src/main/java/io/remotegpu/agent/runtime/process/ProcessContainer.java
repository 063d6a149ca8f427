package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.Container;
import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.agent.runtime.ContainerSummary;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands for a container here, as it is kept on disk. {@code keys} is the directory with {@code authorized_keys}. */
record ProcessContainer(
        String id,
        WorkloadId workloadId,
        long epoch,
        Map<String, String> env,
        List<String> gpus,
        List<PortMapping> ports,
        String keys,
        Container.State state,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static ProcessContainer created(ContainerSpec spec) {
        return new ProcessContainer(
                "process-" + spec.workloadId() + "-" + spec.epoch(),
                spec.workloadId(),
                spec.epoch(),
                spec.env(),
                spec.gpus(),
                spec.ports(),
                spec.keys().toAbsolutePath().toString(),
                Container.State.CREATED,
                null,
                null);
    }

    ProcessContainer running(Instant now) {
        return new ProcessContainer(id, workloadId, epoch, env, gpus, ports, keys, Container.State.RUNNING, now, null);
    }

    ProcessContainer exited(Instant now) {
        return new ProcessContainer(
                id, workloadId, epoch, env, gpus, ports, keys, Container.State.EXITED, startedAt, now);
    }

    Container container() {
        return new Container(id, workloadId, epoch, gpus, state, startedAt, finishedAt, 0, false);
    }

    ContainerSummary summary() {
        return new ContainerSummary(id, workloadId, epoch, state == Container.State.RUNNING);
    }
}
