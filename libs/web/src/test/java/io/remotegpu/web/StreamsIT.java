package io.remotegpu.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.web.stream.EventSource;
import io.remotegpu.web.stream.EventStreams;
import io.remotegpu.web.stream.StreamEvent;
import io.remotegpu.web.stream.StreamKey;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@Import(StreamsIT.Diaries.class)
@TestPropertySource(
        properties = {
            "remotegpu.stream.heartbeat=50ms",
            "remotegpu.stream.most-per-owner=2",
            "remotegpu.admission.max-in-flight=1"
        })
class StreamsIT extends SampleServiceTest {
    @Autowired
    EventStreams streams;

    @Autowired
    Diaries diaries;

    @Test
    void goesOnWhereTheListenerBrokeOff() throws Exception {
        diaries.write("resume", 3);
        try (StreamListener listener = listen("resume", "1")) {
            listener.awaitLine("data: {\"entry\":3}");
            diaries.write("resume", 4);
            listener.awaitLine("data: {\"entry\":4}");
            assertThat(listener.lines())
                    .contains("id: 2", "event: entry")
                    .doesNotContain("data: {\"entry\":1}")
                    .filteredOn(line -> line.startsWith("data: {\"entry\""))
                    .containsExactly("data: {\"entry\":2}", "data: {\"entry\":3}", "data: {\"entry\":4}");
        }
    }

    @Test
    void tellsAFirstListenerItsPositionAndOnlyNews() throws Exception {
        diaries.write("news", 2);
        try (StreamListener listener = listen("news", "")) {
            listener.awaitLine("event: ready");
            assertThat(listener.lines()).contains("id: 2");
            diaries.write("news", 3);
            listener.awaitLine("data: {\"entry\":3}");
            assertThat(listener.lines()).doesNotContain("data: {\"entry\":2}");
        }
    }

    @Test
    void findsWhatNobodyWokeItForAndSaysMeanwhileThatItLives() throws Exception {
        try (StreamListener listener = listen("unwoken", "")) {
            listener.awaitLine(": alive");
            diaries.entries.put("unwoken", 1L);
            listener.awaitLine("data: {\"entry\":1}");
        }
    }

    @Test
    void forgetsAListenerThatWent() throws Exception {
        try (StreamListener listener = listen("leaver", "")) {
            listener.awaitLine("event: ready");
            assertThat(streams.open()).isPositive();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> streams.open() == 0);
    }

    @Test
    void keepsNobodyOutWhileItIsOpen() throws Exception {
        try (StreamListener open = listen("open", "")) {
            open.awaitLine("event: ready");
            get("/api/v1/me", KEYS.token("external", in(600))).expectStatus().isOk();
            diaries.write("open", 1);
            open.awaitLine("data: {\"entry\":1}");
        }
    }

    @Test
    void endsWithTheAccessToken() throws Exception {
        try (StreamListener listener = new StreamListener(address("expiry"), KEYS.token("external", in(1)), "")) {
            listener.awaitEnd();
            assertThat(listener.lines()).contains("event: end", "data: {\"reason\":\"token_expired\"}");
        }
    }

    @Test
    void endsForOwnersWhoMayHearNoMoreAndBeforeTheServiceStops() throws Exception {
        try (StreamListener suspended = listen("suspended", "");
                StreamListener other = listen("other", "")) {
            suspended.awaitLine("event: ready");
            other.awaitLine("event: ready");
            streams.end(new StreamKey("diary", "suspended"));
            suspended.awaitEnd();
            assertThat(suspended.lines()).contains("data: {\"reason\":\"closed\"}");
            assertThat(other.lines()).doesNotContain("event: end");
            streams.stop();
            other.awaitEnd();
        } finally {
            streams.start();
        }
    }

    @Test
    void refusesPositionsThatCannotBeAndOneStreamTooMany() throws Exception {
        try (StreamListener lost = listen("refused", "drop table")) {
            assertThat(lost.status()).isEqualTo(400);
        }
        try (StreamListener first = listen("crowd", "");
                StreamListener second = listen("crowd", "");
                StreamListener third = listen("crowd", "")) {
            assertThat(List.of(first.status(), second.status(), third.status())).containsExactly(200, 200, 429);
        }
    }

    private StreamListener listen(String owner, String lastEventId) throws IOException, InterruptedException {
        return new StreamListener(address(owner), KEYS.token("external", in(600)), lastEventId);
    }

    private String address(String owner) {
        return "http://127.0.0.1:" + port + "/api/v1/diaries/" + owner + "/stream";
    }

    /** Diaries whose entries are numbered from 1, read by position. */
    @TestConfiguration
    @RestController
    static class Diaries {
        final Map<String, Long> entries = new ConcurrentHashMap<>();
        private final EventStreams streams;

        Diaries(EventStreams streams) {
            this.streams = streams;
        }

        void write(String owner, long upTo) {
            entries.put(owner, upTo);
            streams.wake(new StreamKey("diary", owner));
        }

        @GetMapping("/api/v1/diaries/{owner}/stream")
        void stream(
                @PathVariable String owner,
                @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId,
                HttpServletResponse response)
                throws IOException {
            streams.serve(response, new StreamKey("diary", owner), lastEventId, new Diary(entries, owner));
        }
    }

    record Diary(Map<String, Long> entries, String owner) implements EventSource {
        @Override
        public String end() {
            return entries.getOrDefault(owner, 0L).toString();
        }

        @Override
        public List<StreamEvent> after(String position) {
            if (!position.matches("\\d{1,18}")) {
                throw FieldError.refuse("Last-Event-ID", "must be the id of an event");
            }
            return LongStream.rangeClosed(Long.parseLong(position) + 1, entries.getOrDefault(owner, 0L))
                    .mapToObj(entry -> new StreamEvent(Long.toString(entry), "entry", Map.of("entry", entry)))
                    .toList();
        }
    }
}
