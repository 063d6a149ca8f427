package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.questions.LogFollowing;
import io.remotegpu.messaging.questions.PrintedLog;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.stream.EventSource;
import io.remotegpu.web.stream.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The log of one environment for one subscriber, as long as they may see it. */
final class LogStream implements EventSource, AutoCloseable {
    private static final Pattern POSITION = Pattern.compile("[0-9A-Z:./+-]{0,64}");
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);

    private final Logs logs;
    private final Caller caller;
    private final Observed environment;
    private final int tail;
    private final Runnable news;
    private @Nullable LogFollowing following;
    private String reached = "";
    private long checkedNanos = System.nanoTime();
    private boolean broken;

    LogStream(Logs logs, Caller caller, Observed environment, int tail, Runnable news) {
        this.logs = logs;
        this.caller = caller;
        this.environment = environment;
        this.tail = tail;
        this.news = news;
    }

    /** It begins with its last lines, wherever those are. */
    @Override
    public String end() {
        return "";
    }

    /** What is wrong at first is refused as in any request; later it is told, and the stream ends. */
    @Override
    public List<StreamEvent> after(String position) {
        if (following == null) {
            return begin(position);
        }
        try {
            checkAccess();
            return events(logs.next(environment, following));
        } catch (PlatformException refused) {
            broken = true;
            return List.of(new StreamEvent(
                    reached,
                    "error",
                    Map.of("error", refused.code().wireName(), "message", Objects.toString(refused.getMessage(), ""))));
        }
    }

    @Override
    public boolean ended() {
        return broken || (following != null && following.ended());
    }

    @Override
    public void close() {
        if (following != null) {
            following.close();
        }
    }

    private List<StreamEvent> begin(String position) {
        if (!POSITION.matcher(position).matches()) {
            throw FieldError.refuse("Last-Event-ID", "must be the id of an event of this stream");
        }
        reached = position;
        LogFollowing begun = logs.follow(environment, tail, position.isEmpty() ? null : position, news);
        following = begun;
        return events(logs.next(environment, begun));
    }

    private void checkAccess() {
        long now = System.nanoTime();
        if (now - checkedNanos > BETWEEN_CHECKS.toNanos()) {
            checkedNanos = now;
            logs.require(caller, environment.id().value());
        }
    }

    private List<StreamEvent> events(List<PrintedLog> printed) {
        List<StreamEvent> events = new ArrayList<>();
        for (PrintedLog log : printed) {
            reached = Objects.requireNonNullElse(log.position(), reached);
            events.add(new StreamEvent(reached, "lines", LogView.of(log)));
        }
        return events;
    }
}
