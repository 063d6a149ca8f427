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

/**
 * What stands for a container here, as it is kept on disk. {@code keys} is the directory with {@code authorized_keys}; {@code launch} its own command, null
 * if it is a directory with a shell; {@code pid} that command's process.
 */
record ProcessContainer(
        String id,
        WorkloadId workloadId,
        long epoch,
        Map<String, String> env,
        List<String> gpus,
        List<PortMapping> ports,
        String keys,
        @Nullable Launch launch,
        Container.State state,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long pid,
        int exitCode) {

    static ProcessContainer created(ContainerSpec spec, @Nullable Launch launch) {
        return new ProcessContainer(
                "process-" + spec.workloadId() + "-" + spec.epoch(),
                spec.workloadId(),
                spec.epoch(),
                spec.env(),
                spec.gpus(),
                spec.ports(),
                spec.keys().toAbsolutePath().toString(),
                launch,
                Container.State.CREATED,
                null,
                null,
                null,
                0);
    }

    ProcessContainer running(Instant now, @Nullable Long newPid) {
        return new ProcessContainer(
                id, workloadId, epoch, env, gpus, ports, keys, launch, Container.State.RUNNING, now, null, newPid, 0);
    }

    ProcessContainer exited(Instant now, int code) {
        return new ProcessContainer(
                id,
                workloadId,
                epoch,
                env,
                gpus,
                ports,
                keys,
                launch,
                Container.State.EXITED,
                startedAt,
                now,
                pid,
                code);
    }

    Container container() {
        return new Container(id, workloadId, epoch, gpus, state, startedAt, finishedAt, exitCode, false);
    }

    ContainerSummary summary() {
        return new ContainerSummary(id, workloadId, epoch, state == Container.State.RUNNING);
    }
}
