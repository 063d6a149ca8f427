package io.remotegpu.workspace.timeline;

import io.remotegpu.web.Caller;
import io.remotegpu.web.stream.EventStreams;
import io.remotegpu.web.stream.StreamKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Environments")
class TimelineStreamController {
    private final TimelineLog log;
    private final EventStreams streams;

    TimelineStreamController(TimelineLog log, EventStreams streams) {
        this.log = log;
        this.streams = streams;
    }

    /** What happens to any environment that the caller may see, as {@code status} events; who comes back names the last one in Last-Event-ID. */
    @Operation(summary = "A stream of what happens to all environments that you may see")
    @GetMapping(path = "/api/v1/environments/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        String owner =
                caller.isAdmin() ? TimelineWatch.ADMINISTRATORS : caller.id().toString();
        streams.serve(
                response, new StreamKey(TimelineWatch.STREAM, owner), lastEventId, new VisibleTimelines(log, caller));
    }
}
