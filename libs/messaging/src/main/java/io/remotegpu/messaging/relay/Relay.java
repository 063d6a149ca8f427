package io.remotegpu.messaging.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps the outbox relayed while the service lives: takes the lock when it is free, starts again when it failed. */
final class Relay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration STOPPING = Duration.ofSeconds(3);
    private static final int TRIES_TO_STOP = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Database database;
    private final RelayProperties properties;
    private final Function<Runnable, RelayRun> runs;

    private volatile RelayState state = RelayState.STOPPED;
    private volatile @Nullable String problem;
    private volatile @Nullable RelayRun current;
    /** The one that is to relay; one that did not end in time when it was stopped is not. */
    private volatile @Nullable Thread thread;

    /** @param runs makes an engine that calls back when it reads */
    Relay(Database database, RelayProperties properties, Function<Runnable, RelayRun> runs) {
        this.database = database;
        this.properties = properties;
        this.runs = runs;
    }

    RelayState state() {
        return state;
    }

    /** Why it fails, null if it does not. */
    @Nullable
    String problem() {
        return problem;
    }

    @Override
    public void start() {
        state = RelayState.STANDBY;
        Thread relaying = Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::keepRelaying);
        thread = relaying;
        relaying.start();
    }

    @Override
    public void stop() {
        Thread relaying = thread;
        thread = null;
        for (int tries = 0; relaying != null && relaying.isAlive() && tries < TRIES_TO_STOP; tries++) {
            stop(relaying);
        }
        state = RelayState.STOPPED;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the listeners start and after they stopped, so that what they publish goes out. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 1000;
    }

    private void keepRelaying() {
        Duration pause = FIRST_PAUSE;
        while (isToRelay()) {
            try {
                relayIfFree();
                pause = FIRST_PAUSE;
                sleep(properties.standbyPause());
            } catch (SQLException | RuntimeException failure) {
                pause = afterFailure(failure, pause);
            }
        }
    }

    private void relayIfFree() throws SQLException {
        Optional<RelayLock> lock = RelayLock.tryAcquire(database);
        if (lock.isEmpty()) {
            become(RelayState.STANDBY);
            return;
        }
        try (RelayLock held = lock.get()) {
            relay();
        }
    }

    private void relay() {
        try (RelayRun run = runs.apply(() -> become(RelayState.RELAYING))) {
            current = run;
            if (isToRelay()) {
                run.untilClosed();
            }
        } finally {
            current = null;
        }
    }

    private boolean isToRelay() {
        return thread == Thread.currentThread();
    }

    private Duration afterFailure(Exception failure, Duration pause) {
        if (!isToRelay()) {
            return pause;
        }
        boolean hadWorked = state == RelayState.RELAYING;
        problem = failure.getMessage();
        state = RelayState.FAILING;
        log.warn("The outbox relay of {} failed; it tries again. Nothing is lost meanwhile.", database.name(), failure);
        Duration next = hadWorked ? FIRST_PAUSE : pause;
        sleep(next);
        return next.multipliedBy(2).compareTo(properties.longestPause()) > 0
                ? properties.longestPause()
                : next.multipliedBy(2);
    }

    private void become(RelayState now) {
        if (state != now) {
            log.info("The outbox relay of {} is {}", database.name(), now);
        }
        problem = null;
        state = now;
    }

    private void sleep(Duration pause) {
        try {
            if (isToRelay()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** An engine that was only just starting may miss the first call, so this is repeated. */
    private void stop(Thread relaying) {
        RelayRun run = current;
        if (run != null) {
            run.close();
        }
        relaying.interrupt();
        try {
            relaying.join(STOPPING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
