package io.remotegpu.gateway.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.remotegpu.contracts.error.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as every caller of the platform sees it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ErrorEnvelope(
        int code,
        String message,
        String error,
        Map<String, ?> details,
        @JsonProperty("trace_id") @Nullable String traceId) {
    static ErrorEnvelope of(ErrorCode code, String message, Map<String, ?> details, @Nullable String traceId) {
        return new ErrorEnvelope(code.number(), message, code.wireName(), details, traceId);
    }
}
