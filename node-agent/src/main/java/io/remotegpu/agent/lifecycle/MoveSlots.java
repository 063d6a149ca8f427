package io.remotegpu.agent.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How many homes go one way at once: each keeps some MiB of an agent that has few, so others wait for their turn. */
final class MoveSlots {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Semaphore free;

    MoveSlots(int most) {
        this.free = new Semaphore(most, true);
    }

    /** The way of one home. */
    interface Way {
        void go() throws IOException;
    }

    /** @throws IOException if {@code cancelled} turned true while it waited */
    void through(BooleanSupplier cancelled, Way way) throws IOException {
        take(cancelled);
        try {
            way.go();
        } finally {
            free.release();
        }
    }

    private void take(BooleanSupplier cancelled) throws IOException {
        try {
            do {
                if (cancelled.getAsBoolean()) {
                    throw new IOException("a newer command came");
                }
            } while (!free.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IOException("the agent is shutting down", ending);
        }
    }
}
