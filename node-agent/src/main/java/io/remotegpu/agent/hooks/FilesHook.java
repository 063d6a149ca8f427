package io.remotegpu.agent.hooks;

import io.remotegpu.agent.files.WorkloadFolders;
import io.remotegpu.agent.runtime.ContainerRuntime;
import io.remotegpu.contracts.WorkloadId;

/** What the workload is told by files: written anew at each start, gone when it is stopped. They hold secrets. */
final class FilesHook implements Hook {
    private final ContainerRuntime runtime;
    private final WorkloadFolders folders;

    FilesHook(ContainerRuntime runtime, WorkloadFolders folders) {
        this.runtime = runtime;
        this.folders = folders;
    }

    @Override
    public void prepare(StartAttempt attempt) {
        if (!attempt.isAlreadyRunning()) {
            folders.write(attempt.workloadId(), runtime.files(attempt.spec()), runtime.fileReader(attempt.spec()));
        }
    }

    @Override
    public void stop(StopAttempt attempt) {
        folders.remove(attempt.workloadId());
    }

    @Override
    public void destroy(WorkloadId workload) {
        folders.remove(workload);
    }
}
