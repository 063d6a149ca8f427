package io.remotegpu.contracts;

import io.remotegpu.contracts.SchedulerEvent.MoveFact;
import java.util.UUID;

/** It stays where it was with the home that it had there; what was stopped for the move starts again. {@code reason} is for a person. */
@WireType("scheduler.env-move-failed.v1")
public record EnvMoveFailed(WorkloadId workloadId, UUID moveId, String reason) implements MoveFact {}
