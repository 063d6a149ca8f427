package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;

/** Told who was seen to use what, behind the samples of the same host; told twice it must do nothing the second time. */
public interface ActivityWatcher {
    void see(ActivitySeen fact);
}
