package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.TelemetryEvent.SessionsSeen;

/** Told who is in what a host runs, in the order in which it looked; told twice it must do nothing the second time. */
public interface SessionWatcher {
    void see(SessionsSeen fact);
}
