package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.TelemetryEvent.HostSampled;

/** Told of each sample that is new once its figures are kept, in the order of its host's samples. */
public interface SampleWatcher {
    void see(HostSampled fact);
}
