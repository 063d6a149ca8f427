package io.remotegpu.web.stream;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.admission.Place;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Every stream that this replica serves. Whoever learns of news wakes those it concerns; each then reads its own source. */
public final class EventStreams implements SmartLifecycle {
    private final Map<StreamKey, Set<Subscriber>> subscribers = new ConcurrentHashMap<>();
    private final StreamProperties properties;
    private final JsonMapper json;
    private final Function<@Nullable Authentication, TokenWatch> watch;
    private volatile boolean running;

    EventStreams(StreamProperties properties, JsonMapper json, Function<@Nullable Authentication, TokenWatch> watch) {
        this.properties = properties;
        this.json = json;
        this.watch = watch;
    }

    /**
     * Serves a stream on the calling thread, a virtual one, until the client goes, its access token expires or is revoked, the source ends, somebody
     * {@link #end}s it or the service stops. A client that comes back names its position in {@code Last-Event-ID}.
     *
     * @param lastEventId the header, null or empty for news only
     * @throws PlatformException RATE_LIMITED for one stream too many, VALIDATION_FAILED for a position that cannot be
     */
    public void serve(HttpServletResponse response, StreamKey key, @Nullable String lastEventId, EventSource source)
            throws IOException {
        Subscriber subscriber = subscribe(key);
        try {
            String position = lastEventId == null || lastEventId.isBlank() ? source.end() : lastEventId.strip();
            // An open stream waits nearly all of its time: it must not keep other requests out.
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current) {
                Place.giveUp(current.getRequest());
            }
            TokenWatch token = watch.apply(SecurityContextHolder.getContext().getAuthentication());
            new Serving(response, subscriber, source, properties, json, token).from(position);
        } finally {
            unsubscribe(key, subscriber);
        }
    }

    /** There may be news for these subscribers. Cheap when there are none. */
    public void wake(StreamKey key) {
        subscribers.getOrDefault(key, Set.of()).forEach(Subscriber::wake);
    }

    /** There may be news for everybody who hears this stream. */
    public void wakeAll(String stream) {
        matching(key -> key.stream().equals(stream), Subscriber::wake);
    }

    /** They may hear no more: their streams end within moments. */
    public void end(StreamKey key) {
        subscribers.getOrDefault(key, Set.of()).forEach(Subscriber::dismiss);
    }

    /** How many streams are open here. */
    public int open() {
        return subscribers.values().stream().mapToInt(Set::size).sum();
    }

    private Subscriber subscribe(StreamKey key) {
        Subscriber subscriber = new Subscriber();
        subscribers.compute(key, (same, present) -> {
            Set<Subscriber> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            if (all.size() >= properties.mostPerOwner()) {
                throw tooMany();
            }
            all.add(subscriber);
            return all;
        });
        if (!running) {
            subscriber.dismiss();
        }
        return subscriber;
    }

    private void unsubscribe(StreamKey key, Subscriber subscriber) {
        subscribers.computeIfPresent(key, (same, all) -> {
            all.remove(subscriber);
            return all.isEmpty() ? null : all;
        });
    }

    private PlatformException tooMany() {
        int most = properties.mostPerOwner();
        return new PlatformException(
                ErrorCode.RATE_LIMITED,
                "at most " + most + " such streams may be open at once; close one first",
                Map.of("limit", most, "retry_after_s", properties.reconnect().toSeconds()));
    }

    private void matching(Predicate<StreamKey> wanted, Consumer<Subscriber> what) {
        subscribers.forEach((key, all) -> {
            if (wanted.test(key)) {
                all.forEach(what);
            }
        });
    }

    @Override
    public void start() {
        running = true;
    }

    /** Open streams would hold up a graceful shutdown, which waits for requests: they end before it begins. */
    @Override
    public void stop() {
        running = false;
        matching(key -> true, Subscriber::dismiss);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
