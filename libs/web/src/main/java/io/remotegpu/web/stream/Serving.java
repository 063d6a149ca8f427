package io.remotegpu.web.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** One stream from its first event to its last. */
final class Serving {
    private final HttpServletResponse response;
    private final Subscriber subscriber;
    private final EventSource source;
    private final StreamProperties properties;
    private final JsonMapper json;
    private final TokenWatch token;

    Serving(
            HttpServletResponse response,
            Subscriber subscriber,
            EventSource source,
            StreamProperties properties,
            JsonMapper json,
            TokenWatch token) {
        this.response = response;
        this.subscriber = subscriber;
        this.source = source;
        this.properties = properties;
        this.json = json;
        this.token = token;
    }

    void from(String position) throws IOException {
        // Read before the answer begins: a position that cannot be is then refused like any other bad request.
        List<StreamEvent> events = source.after(position);
        EventWriter writer = new EventWriter(response, json);
        writer.begin(new StreamEvent(position, "ready", "").id(), properties.reconnect());
        try {
            writer.end(tell(writer, position, events));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns why it ends. */
    private String tell(EventWriter writer, String position, List<StreamEvent> first)
            throws IOException, InterruptedException {
        String reached = position;
        List<StreamEvent> events = first;
        while (true) {
            for (StreamEvent event : events) {
                writer.event(event);
                reached = event.id();
            }
            writer.flush();
            if (events.isEmpty() && !subscriber.await(pause())) {
                writer.heartbeat();
            }
            Optional<String> end = reasonToEnd();
            if (end.isPresent()) {
                return end.get();
            }
            events = source.after(reached);
        }
    }

    private Optional<String> reasonToEnd() {
        if (subscriber.dismissed()) {
            return Optional.of("closed");
        }
        if (source.ended()) {
            return Optional.of("complete");
        }
        return token.reasonToEnd();
    }

    private Duration pause() {
        Duration left = token.untilExpiry();
        return left.compareTo(properties.heartbeat()) < 0 ? left : properties.heartbeat();
    }
}
