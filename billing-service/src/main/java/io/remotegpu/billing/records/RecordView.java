package io.remotegpu.billing.records;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A billed interval as its owner sees it. Money is text: a JSON number may lose digits on its way.
 *
 * @param kind compute, gis, or storage for the home
 * @param resource {@code {gpu_model, gpus, cpu, memory, storage}}
 * @param endTime null while it is open
 * @param durationS seconds billed; of an open record, up to now
 * @param unitPrice for one hour of the whole resource
 */
record RecordView(
        UUID id,
        String environmentId,
        String kind,
        long customerId,
        long workspaceId,
        @JsonRawValue String resource,
        Instant startTime,
        @Nullable Instant endTime,
        long durationS,
        String unitPrice,
        String amount,
        String currency,
        String status) {}
