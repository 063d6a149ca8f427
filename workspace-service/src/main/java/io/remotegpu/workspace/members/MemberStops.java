package io.remotegpu.workspace.members;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;

/** Stops what a member runs in a workspace that they leave. */
public interface MemberStops {
    /**
     * Asks everything to stop there that is theirs and runs or is about to, home kept: their keys open it, and they would pay for it. Runs in the
     * transaction that takes them out.
     */
    void stopAllOf(WorkspaceId workspace, CustomerId leaver);
}
