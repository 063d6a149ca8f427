package io.remotegpu.billing.reconciliation;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two accounts of the same lease.
 *
 * @param expected seconds by the account that is compared with
 * @param actual seconds by the account that is checked
 * @param explanation for a person
 * @param explained false raises the alarm
 * @param seenAt when it was last found, null while it is being found
 */
record Finding(
        String workloadId,
        long epoch,
        String kind,
        long expected,
        long actual,
        String explanation,
        boolean explained,
        @Nullable OffsetDateTime seenAt) {}
