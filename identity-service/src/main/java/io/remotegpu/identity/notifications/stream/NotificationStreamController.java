package io.remotegpu.identity.notifications.stream;

import io.remotegpu.identity.notifications.NotificationReader;
import io.remotegpu.identity.notifications.Notifications;
import io.remotegpu.web.Caller;
import io.remotegpu.web.stream.EventStreams;
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
@Tag(name = "Notifications")
class NotificationStreamController {
    private final Notifications notifications;
    private final NotificationReader reader;
    private final EventStreams streams;

    NotificationStreamController(Notifications notifications, NotificationReader reader, EventStreams streams) {
        this.notifications = notifications;
        this.reader = reader;
        this.streams = streams;
    }

    @Operation(
            summary = "What you are told as it comes (server-sent events); Last-Event-ID resumes where you broke off")
    @GetMapping(path = "/api/v1/notifications/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        streams.serve(
                response,
                NotificationSignals.key(caller.id().toString()),
                lastEventId,
                new PersonalNotifications(notifications, reader, caller.id(), reader.language(caller.id())));
    }
}
