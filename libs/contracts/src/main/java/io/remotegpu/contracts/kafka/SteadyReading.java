package io.remotegpu.contracts.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Reads on a thread of its own until it is stopped, and can be started again. Kafka may be away at first, and go away later: it waits for it. */
public final class SteadyReading {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final Supplier<GrouplessReader> opening;
    private final Consumer<GrouplessReader> step;
    private final Consumer<RuntimeException> interruption;
    /** The one that is to read; one that was stopped and notices late is not. */
    private volatile @Nullable Thread reading;

    private volatile @Nullable GrouplessReader open;

    /**
     * @param name of the thread
     * @param opening makes the reader, once at first and again after an interruption
     * @param step reads once and hears what came, over and over
     * @param interruption is told why reading was broken off; it goes on soon
     */
    public SteadyReading(
            String name,
            Supplier<GrouplessReader> opening,
            Consumer<GrouplessReader> step,
            Consumer<RuntimeException> interruption) {
        this.name = name;
        this.opening = opening;
        this.step = step;
        this.interruption = interruption;
    }

    public void start() {
        Thread thread = Thread.ofVirtual().name(name).unstarted(this::readUntilStopped);
        reading = thread;
        thread.start();
    }

    /** It notices within seconds; nothing waits for it. */
    public void stop() {
        reading = null;
        GrouplessReader opened = open;
        if (opened != null) {
            opened.wakeup();
        }
    }

    public boolean isRunning() {
        return reading != null;
    }

    private boolean isToRead() {
        return reading == Thread.currentThread();
    }

    private void readUntilStopped() {
        while (isToRead()) {
            try (GrouplessReader opened = opening.get()) {
                open = opened;
                while (isToRead()) {
                    step.accept(opened);
                }
            } catch (WakeupException stopped) {
                // isToRead tells whether to go on
            } catch (RuntimeException away) {
                interruption.accept(away);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
