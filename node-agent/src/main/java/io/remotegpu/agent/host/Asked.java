package io.remotegpu.agent.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A question that may be answered late or never. Whoever asks waits a little once; after that it is only seen whether the answer has come. For one thread. */
final class Asked<T> {
    private static final Logger log = LoggerFactory.getLogger(Asked.class);

    private final String what;
    private final Callable<T> question;
    private final Duration patience;
    private @Nullable FutureTask<T> pending;

    Asked(String what, Callable<T> question, Duration patience) {
        this.what = what;
        this.question = question;
        this.patience = patience;
    }

    /** Empty if nothing new has come. */
    Optional<T> ask() {
        FutureTask<T> waited = pending;
        FutureTask<T> asked = waited == null ? begin() : waited;
        pending = null;
        try {
            return Optional.of(asked.get(waited == null ? patience.toMillis() : 0, TimeUnit.MILLISECONDS));
        } catch (TimeoutException later) {
            pending = asked;
        } catch (ExecutionException unknown) {
            log.debug("nothing is told of the {}", what, unknown.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Whether an answer has come that was waited for in vain. */
    boolean hasCome() {
        return pending != null && pending.isDone();
    }

    private FutureTask<T> begin() {
        FutureTask<T> asked = new FutureTask<>(question);
        Thread.ofVirtual().name(what).start(asked);
        return asked;
    }
}
