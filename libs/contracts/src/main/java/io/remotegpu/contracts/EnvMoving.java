package io.remotegpu.contracts;

import io.remotegpu.contracts.SchedulerEvent.MoveFact;
import java.util.UUID;

/**
 * It leaves {@code from}: what runs under {@code epoch} is stopped, then its home is copied. EnvMoved or EnvMoveFailed follows. {@code to} is
 * where it will go as things are now, {@code reason} why it goes.
 */
@WireType("scheduler.env-moving.v1")
public record EnvMoving(
        WorkloadId workloadId,
        UUID moveId,
        long epoch,
        HostId from,
        String fromName,
        HostId to,
        String toName,
        String reason)
        implements MoveFact {}
