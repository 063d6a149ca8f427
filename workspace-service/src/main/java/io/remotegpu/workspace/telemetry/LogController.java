package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.web.Answers;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.stream.EventStreams;
import io.remotegpu.web.stream.StreamKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class LogController {
    private static final String STREAM = "logs";
    private static final int MOST_LINES = 10_000;

    private final Logs logs;
    private final EventStreams streams;

    LogController(Logs logs, EventStreams streams) {
        this.logs = logs;
        this.streams = streams;
    }

    /** Followed, {@code lines} events come until its container is gone; who comes back names the last one in Last-Event-ID. */
    @Operation(summary = "What it printed lately; with follow=true a stream of what it prints")
    @GetMapping("/api/v1/environments/{id}/logs")
    @Answers(
            refuses = {
                ErrorCode.SERVICE_UNAVAILABLE,
                ErrorCode.RATE_LIMITED,
                ErrorCode.ENVIRONMENT_NOT_FOUND,
                ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                ErrorCode.CONTAINER_ENGINE_ERROR
            })
    @Nullable
    ApiResponse<LogView> logs(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "200") int tail,
            @RequestParam(defaultValue = "false") boolean follow,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        if (tail < (follow ? 0 : 1) || tail > MOST_LINES) {
            throw FieldError.refuse("tail", "must be a number of lines from 1 to " + MOST_LINES);
        }
        if (!follow) {
            return ApiResponse.of(logs.tail(caller, id, tail));
        }
        StreamKey key = new StreamKey(STREAM, caller.id().toString());
        try (LogStream stream = new LogStream(logs, caller, logs.require(caller, id), tail, () -> streams.wake(key))) {
            streams.serve(response, key, lastEventId, stream);
        }
        return null;
    }
}
