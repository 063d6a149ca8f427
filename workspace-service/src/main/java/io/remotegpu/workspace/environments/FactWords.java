package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;

/** A fact as the timeline tells it. */
record FactWords(String type, String message) {
    static FactWords of(SchedulerEvent fact) {
        return switch (fact) {
            case EnvQueued queued -> new FactWords("queued", queued.reason());
            case GpuReserved reserved ->
                new FactWords(
                        "reserved",
                        "%d GPUs reserved on %s".formatted(reserved.gpus().size(), reserved.hostName()));
            case GpuRefused refused -> new FactWords("refused", refused.reason());
            case GpuReleased released ->
                new FactWords(
                        "released",
                        "%d GPUs proven clean, %d in quarantine"
                                .formatted(
                                        released.available().size(),
                                        released.quarantined().size()));
            case EnvRunning running -> new FactWords("running", "runs on " + running.hostName());
            case EnvStopped _ -> new FactWords("stopped", "stopped; its home is kept");
            case EnvFailed failed -> new FactWords("failed", failed.reason());
            case EnvDeleted _ -> new FactWords("deleted", "deleted with its home");
            case EnvUnknown unknown -> new FactWords("unknown", unknown.reason());
            case EnvRecovered _ -> new FactWords("recovered", "its host is back and it still runs");
        };
    }
}
