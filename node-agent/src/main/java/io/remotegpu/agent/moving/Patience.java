package io.remotegpu.agent.moving;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Repeats what a network may refuse for a while.
 *
 * @param cancelled whether nobody on this host waits for it any more
 * @param longest how long it may fail on end
 */
record Patience(BooleanSupplier cancelled, Duration longest) {
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LAST_PAUSE_MILLIS = 2_000;

    /** One request; empty to be asked again soon. */
    interface Request<T> {
        Optional<T> send() throws IOException;
    }

    /** Asks until there is an answer. An empty answer may come for ever, a broken connection only for so long. */
    <T> T until(Request<T> request) throws IOException {
        long heard = System.nanoTime();
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LAST_PAUSE_MILLIS)) {
            throwIfCancelled();
            try {
                Optional<T> answer = request.send();
                if (answer.isPresent()) {
                    return answer.get();
                }
                heard = System.nanoTime();
            } catch (MoveEnded | BegunAnew definite) {
                throw definite;
            } catch (IOException broken) {
                if (System.nanoTime() - heard > longest.toNanos()) {
                    throw new MoveEnded("the platform could not be reached for " + longest.toMinutes() + " minutes: "
                            + broken.getMessage());
                }
            }
            sleep(pause);
        }
    }

    void throwIfCancelled() throws MoveEnded {
        if (cancelled.getAsBoolean()) {
            throw new MoveEnded("a newer command came");
        }
    }

    private static void sleep(long millis) throws MoveEnded {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MoveEnded("the agent is shutting down");
        }
    }
}
