package io.remotegpu.web.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code text/event-stream}. Each write reaches the network at once, so it is also how a gone client is noticed. */
final class EventWriter {
    private final HttpServletResponse response;
    private final OutputStream out;
    private final JsonMapper json;

    EventWriter(HttpServletResponse response, JsonMapper json) throws IOException {
        this.response = response;
        this.json = json;
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
        // For proxies that would otherwise collect events until a buffer is full.
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
    }

    /** Tells the client its position, so that it can resume even if nothing happens before it is cut off. */
    void begin(String position, Duration reconnect) throws IOException {
        write("retry: " + reconnect.toMillis() + "\nid: " + position + "\nevent: ready\ndata: {}\n\n");
        flush();
    }

    void event(StreamEvent event) throws IOException {
        write("id: " + event.id() + "\nevent: " + event.name() + "\ndata: " + json.writeValueAsString(event.data())
                + "\n\n");
    }

    void heartbeat() throws IOException {
        write(": alive\n\n");
        flush();
    }

    void end(String reason) throws IOException {
        write("event: end\ndata: " + json.writeValueAsString(Map.of("reason", reason)) + "\n\n");
        flush();
    }

    void flush() throws IOException {
        out.flush();
        response.flushBuffer();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
