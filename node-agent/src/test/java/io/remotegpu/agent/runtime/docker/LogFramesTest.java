package io.remotegpu.agent.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.contracts.workload.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFramesTest implements LogReader {
    private static final String FIRST = "2026-11-22T11:05:38.511506266Z";
    private static final String SECOND = "2026-11-22T11:05:39.000000000Z";

    private final List<LogLine> lines = new ArrayList<>();
    private final List<String> positions = new ArrayList<>();

    @Test
    void putsLinesTogetherFromPiecesOfAnySize() {
        LogFrames frames = new LogFrames(null, this);
        for (byte piece : (FIRST + " grüße\n" + SECOND + " and more\n").getBytes(StandardCharsets.UTF_8)) {
            frames.onNext(new Frame(StreamType.STDOUT, new byte[] {piece}));
        }
        frame(frames, StreamType.STDERR, SECOND + " oops\n");

        assertThat(lines)
                .containsExactly(
                        line(FIRST, LogLine.Stream.STDOUT, "grüße"),
                        line(SECOND, LogLine.Stream.STDOUT, "and more"),
                        line(SECOND, LogLine.Stream.STDERR, "oops"));
    }

    @Test
    void keepsTheStreamsApartWhereTheirLinesCross() {
        LogFrames frames = new LogFrames(null, this);
        frame(frames, StreamType.STDOUT, FIRST + " begun");
        frame(frames, StreamType.STDERR, FIRST + " warning\n");
        frame(frames, StreamType.STDOUT, " and ended\n");

        assertThat(lines).extracting(LogLine::text).containsExactly("warning", "begun and ended");
    }

    /** The two streams are written by two threads of the engine, each with its own look at the clock. */
    @Test
    void goesOnBehindAnyLineThoughInstantsAreNotInTheirOrder() {
        frame(new LogFrames(null, this), StreamType.STDOUT, SECOND + " one\n");
        LogPosition behindOne = LogPosition.parse(positions.getFirst()).orElseThrow();
        lines.clear();

        LogFrames again = new LogFrames(behindOne, this);
        frame(again, StreamType.STDOUT, FIRST + " before\n");
        frame(again, StreamType.STDERR, SECOND + " also before\n");
        frame(again, StreamType.STDOUT, SECOND + " one\n" + FIRST + " two\n" + SECOND + " three\n");

        assertThat(lines).extracting(LogLine::text).containsExactly("two", "three");
        assertThat(behindOne.since()).isLessThan((int) Instant.parse(SECOND).getEpochSecond());
    }

    @Test
    void goesOnWithWhatIsLeftWhereTheLineItselfWasRotatedAway() {
        LogFrames frames = new LogFrames(new LogPosition(Instant.parse(FIRST), LogLine.Stream.STDOUT), this);
        frame(frames, StreamType.STDOUT, SECOND + " perhaps before\n2026-11-22T11:06:00.000000000Z later\n");
        frame(frames, StreamType.STDOUT, "2026-11-22T11:06:01.000000000Z and later\n");

        assertThat(lines).extracting(LogLine::text).containsExactly("later", "and later");
    }

    @Test
    void cutsALongLineBeforeTheInstantsThatTheEngineWritesIntoIt() {
        String part = "x".repeat(16 * 1024);
        frame(new LogFrames(null, this), StreamType.STDOUT, FIRST + " " + part + FIRST + " " + part + "\n");

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.text()).hasSize(8 * 1024).matches("x+");
            assertThat(line.cut()).isTrue();
        });
    }

    @Test
    void passesOverWhatIsNoLineOfALog() {
        frame(
                new LogFrames(null, this),
                StreamType.STDOUT,
                "error from the daemon\n\n" + FIRST + " fine\n" + FIRST + " \n");

        assertThat(lines).extracting(LogLine::text).containsExactly("fine", "");
    }

    @Test
    void readsOnlyWhatCanBeAPosition() {
        LogPosition position = new LogPosition(Instant.parse(FIRST), LogLine.Stream.STDERR);
        assertThat(LogPosition.parse(position.toString())).contains(position);
        assertThat(List.of("", "4711", FIRST, FIRST + "/x", "yesterday/stdout", "/stdout"))
                .allSatisfy(text -> assertThat(LogPosition.parse(text)).isEmpty());
        assertThat(LogPosition.parse(null)).isEmpty();
    }

    @Override
    public void line(LogLine line, String position) {
        lines.add(line);
        positions.add(position);
    }

    @Override
    public boolean hasEnough() {
        return false;
    }

    private static void frame(LogFrames frames, StreamType type, String text) {
        frames.onNext(new Frame(type, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static LogLine line(String at, LogLine.Stream stream, String text) {
        return new LogLine(Instant.parse(at), stream, text, false);
    }
}
