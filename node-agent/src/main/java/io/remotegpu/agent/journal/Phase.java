package io.remotegpu.agent.journal;

import io.remotegpu.contracts.workload.AttestedWorkload;

/** How far a workload is on this host. */
public enum Phase {
    /** Only commands were accepted so far. */
    NEW(AttestedWorkload.State.STARTING),
    STARTING(AttestedWorkload.State.STARTING),
    RUNNING(AttestedWorkload.State.RUNNING),
    STOPPING(AttestedWorkload.State.STOPPING),
    STOPPED(AttestedWorkload.State.STOPPED),
    /** It did not start, and nothing of it runs. */
    FAILED(AttestedWorkload.State.STOPPED),
    /** It ended without being asked to. */
    EXITED(AttestedWorkload.State.EXITED),
    /** Its home is gone too; kept so that an old command is still refused. */
    REMOVED(AttestedWorkload.State.STOPPED);

    private final AttestedWorkload.State attested;

    Phase(AttestedWorkload.State attested) {
        this.attested = attested;
    }

    public AttestedWorkload.State attested() {
        return attested;
    }
}
