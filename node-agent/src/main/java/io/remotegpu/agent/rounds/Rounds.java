package io.remotegpu.agent.rounds;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** The same work over and over until its thread is interrupted. A failure is logged and ends one round only. */
public final class Rounds {
    private final Logger log;
    private final String failed;
    private final Pause pauses;

    /** @param failed what is not so as long as rounds fail, for the log */
    public Rounds(Logger log, String failed) {
        this(log, failed, pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    }

    /** @param pauses what waits between two rounds */
    public Rounds(Logger log, String failed, Pause pauses) {
        this.log = log;
        this.failed = failed;
        this.pauses = pauses;
    }

    /** Lets time pass. */
    public interface Pause {
        void take(Duration length) throws InterruptedException;
    }

    /** What is done each time. */
    public interface Round {
        void run() throws InterruptedException;
    }

    /** Begins at once. */
    public void run(Round round, Duration pause) {
        while (!Thread.currentThread().isInterrupted()) {
            once(round);
            once(() -> pauses.take(pause));
        }
    }

    /** Begins after a pause. */
    public void runLater(Round round, Duration pause) {
        once(() -> pauses.take(pause));
        if (!Thread.currentThread().isInterrupted()) {
            run(round, pause);
        }
    }

    private void once(Round round) {
        try {
            round.run();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            log.warn("{}: {}", failed, failure.toString());
        }
    }
}
