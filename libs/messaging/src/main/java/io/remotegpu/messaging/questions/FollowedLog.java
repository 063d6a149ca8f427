package io.remotegpu.messaging.questions;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import org.jspecify.annotations.Nullable;

/** Which log, from where on. */
record FollowedLog(
        HostId host,
        WorkloadId workload,
        int tail,
        @Nullable String after) {
    FollowedLog from(@Nullable String position) {
        return position == null ? this : new FollowedLog(host, workload, tail, position);
    }
}
