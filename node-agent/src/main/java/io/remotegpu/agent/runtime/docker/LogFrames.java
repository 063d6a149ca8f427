package io.remotegpu.agent.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.remotegpu.agent.runtime.LineText;
import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.contracts.workload.LogLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine's log as lines, each with its instant in front. The client hands frames on in pieces, so only line ends can be relied on. Of a line above
 * 16 KiB the engine makes several entries with an instant each; those lie beyond what is kept of a line.
 */
final class LogFrames extends ResultCallback.Adapter<Frame> {
    /** The engine writes nine digits of a second: {@code 2026-11-22T11:05:38.511506266Z} and a space. */
    private static final int INSTANT = 31;

    private final LogReader reader;
    private final CountDownLatch over = new CountDownLatch(1);
    private final LineText out = new LineText(INSTANT);
    private final LineText err = new LineText(INSTANT);
    /** The last line that is known already, until it came. */
    private @Nullable LogPosition known;

    /** @param after where the engine was asked to begin, a little before it; null for the beginning */
    LogFrames(@Nullable LogPosition after, LogReader reader) {
        this.known = after;
        this.reader = reader;
    }

    /** Whether it ended within that time. The client's own way of waiting would close the stream then. */
    boolean awaitEnd(int millis) throws InterruptedException {
        if (!over.await(millis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        awaitCompletion();
        return true;
    }

    @Override
    public void onComplete() {
        super.onComplete();
        over.countDown();
    }

    @Override
    public void onError(Throwable failure) {
        super.onError(failure);
        over.countDown();
    }

    @Override
    public void onNext(Frame frame) {
        if (reader.hasEnough()) {
            return;
        }
        byte[] bytes = frame.getPayload();
        boolean error = frame.getStreamType() == StreamType.STDERR;
        LineText line = error ? err : out;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line.append(bytes, start, i - start);
                start = i + 1;
                tell(line.finish(null, error ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT));
            }
        }
        line.append(bytes, start, bytes.length - start);
    }

    private void tell(LogLine line) {
        int space = line.text().indexOf(' ');
        try {
            Instant at = Instant.parse(line.text().substring(0, Math.max(space, 0)));
            LogPosition position = LogPosition.behind(line, at);
            if (isNew(position)) {
                String text = line.text().substring(space + 1);
                reader.line(new LogLine(at, line.stream(), text, line.cut()), position.toString());
            }
        } catch (DateTimeException noLineOfALog) {
            // the engine wrote something of its own
        }
    }

    private boolean isNew(LogPosition line) {
        LogPosition last = known;
        if (last == null) {
            return true;
        }
        boolean missed = last.isMissedAt(line.at());
        if (missed || last.equals(line)) {
            known = null;
        }
        return missed;
    }
}
