package io.remotegpu.agent.hooks;

import io.remotegpu.agent.data.DataFolders;
import io.remotegpu.agent.data.Downloads;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.DataFiles;

/** Files of its owner that the workload reads. They outlive every stop, so that the next start loads only what is new. */
final class DataFilesHook implements Hook {
    private final DataFolders folders;
    private final Downloads downloads;

    DataFilesHook(DataFolders folders) {
        this.folders = folders;
        this.downloads = new Downloads(folders);
    }

    @Override
    public void prepare(StartAttempt attempt) {
        DataFiles wanted = attempt.request().workload().dataFiles();
        if (attempt.isAlreadyRunning()) {
            return;
        }
        if (wanted == null) {
            folders.remove(attempt.workloadId());
        } else {
            downloads.provide(attempt.workloadId(), wanted, attempt::isCancelled);
        }
    }

    @Override
    public void destroy(WorkloadId workload) {
        folders.remove(workload);
    }
}
