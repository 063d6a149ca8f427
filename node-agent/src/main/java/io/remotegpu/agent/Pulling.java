package io.remotegpu.agent;

import io.remotegpu.agent.runtime.PullProgress;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.TelemetryEvent.ImagePulling;
import java.time.Instant;

/** How far an image has come, for the person who waits for it. */
final class Pulling {
    private Pulling() {}

    static ImagePulling of(StartContainer start, PullProgress progress, Instant at) {
        return new ImagePulling(
                start.hostId(),
                at,
                start.workloadId(),
                start.epoch(),
                start.workload().image(),
                progress.layers(),
                progress.layersDone(),
                progress.bytes(),
                progress.totalBytes());
    }
}
