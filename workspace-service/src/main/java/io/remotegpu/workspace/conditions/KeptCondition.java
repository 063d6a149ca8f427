package io.remotegpu.workspace.conditions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;

/**
 * What holds of an environment.
 *
 * @param kind such as {@code disk_nearly_full}
 * @param epoch of the run that it holds of
 * @param words for a person
 */
record KeptCondition(
        @JsonIgnore WorkloadId environmentId,
        String kind,
        @JsonIgnore long epoch,
        String words,
        Instant since) {}
