package io.remotegpu.agent.hooks;

import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.gpu.GpuInspector;
import io.remotegpu.agent.moving.Arrivals;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.WorkloadId;
import java.util.List;

/** A workload on this host, read top to bottom. A start runs the list forwards; a stop and a removal run it backwards. */
public final class WorkloadHooks {
    private final List<Hook> hooks;

    public WorkloadHooks(
            ContainerRuntime runtime,
            KeysFolders keys,
            WorkloadFolders files,
            DataFolders data,
            Arrivals arrivals,
            GpuInspector inspector,
            GpuHolders holders) {
        this(inOrder(runtime, keys, files, data, arrivals, new GpuCheckHook(inspector, holders, System::nanoTime)));
    }

    private static List<Hook> inOrder(
            ContainerRuntime runtime,
            KeysFolders keys,
            WorkloadFolders files,
            DataFolders data,
            Arrivals arrivals,
            GpuCheckHook gpus) {
        return List.of(
                new RequestHook(keys, files, data),
                new KeysHook(keys),
                new ArrivalHook(arrivals, runtime),
                new VolumesHook(runtime),
                new LeftoversHook(runtime),
                new FilesHook(runtime, files),
                new DataFilesHook(data),
                new TogetherHook(gpus, new CreateContainerHook(runtime)),
                new GpuRecheckHook(gpus, System::nanoTime),
                new StartContainerHook(runtime),
                new ProbeHook(runtime));
    }

    WorkloadHooks(List<Hook> hooks) {
        this.hooks = hooks;
    }

    /** Returns when the workload runs and has answered. After a failure the caller must {@link #stop}. */
    public void start(StartAttempt attempt) {
        for (Hook hook : hooks) {
            attempt.throwIfCancelled();
            hook.prepare(attempt);
        }
    }

    /** Nothing of it runs once this has returned. */
    public void stop(StopAttempt attempt) {
        hooks.reversed().forEach(hook -> hook.stop(attempt));
    }

    /** Nothing of it is on this host once this has returned. */
    public void destroy(WorkloadId workload) {
        hooks.reversed().forEach(hook -> hook.destroy(workload));
    }
}
