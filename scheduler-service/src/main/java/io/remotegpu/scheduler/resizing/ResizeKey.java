package io.remotegpu.scheduler.resizing;

import io.remotegpu.contracts.WorkloadId;

/** By which key the saga is found that changes a workload's size, beside the sagas of its life, which must not wait for it. */
public final class ResizeKey {
    private ResizeKey() {}

    public static String of(WorkloadId workload) {
        return workload + "/resize";
    }
}
