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
import io.remotegpu.workspace.environments.Environment.Placement;
import io.remotegpu.workspace.environments.Environment.Port;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.lifecycle.Status;

/** What a fact that was not late changes of an environment, its state decided already. */
final class FactEffects {
    private FactEffects() {}

    static Environment apply(Environment before, Standing after, SchedulerEvent fact) {
        return switch (fact) {
            case EnvQueued queued -> before.at(after, queued.reason());
            case GpuReserved reserved ->
                before.at(after, null)
                        .placed(before.placement().reserved(reserved.hostId(), reserved.hostName(), reserved.gpus()));
            case EnvRunning running ->
                after.status() == Status.RUNNING
                        ? before.at(after, null).placed(placement(running)).ran(running.startedAt(), null)
                        : before.at(after, before.statusReason());
            case EnvStopped stopped ->
                before.at(after, null)
                        .placed(before.placement().stopped())
                        .ran(before.startedAt(), stopped.stoppedAt());
            case EnvFailed failed ->
                before.at(after, after.status() == Status.ERROR ? failed.reason() : null)
                        .placed(before.placement().stopped())
                        .ran(before.startedAt(), failed.stoppedAt());
            case EnvUnknown unknown -> before.at(after, unknown.reason());
            case EnvRecovered _ -> before.at(after, null);
            case EnvDeleted deleted ->
                before.at(after, null)
                        .placed(before.placement().stopped())
                        .ran(before.startedAt(), deleted.stoppedAt());
            case GpuRefused _, GpuReleased _ -> before;
        };
    }

    /** Whether after this fact nothing of it runs or is reserved any more. */
    static boolean ends(SchedulerEvent fact) {
        return switch (fact) {
            case EnvStopped _, EnvFailed _, EnvDeleted _ -> true;
            case EnvQueued _, GpuReserved _, GpuRefused _, GpuReleased _, EnvRunning _, EnvUnknown _, EnvRecovered _ ->
                false;
        };
    }

    private static Placement placement(EnvRunning running) {
        boolean pod = running.runtime().equals("kubernetes");
        return new Placement(
                running.hostId(),
                running.hostName(),
                pod ? null : running.containerId(),
                pod ? running.containerId() : null,
                running.runtime(),
                running.gpus(),
                running.endpoints().stream()
                        .map(endpoint -> new Port(
                                endpoint.serviceType(),
                                endpoint.host(),
                                endpoint.externalPort(),
                                endpoint.internalPort(),
                                endpoint.protocol()))
                        .toList());
    }
}
