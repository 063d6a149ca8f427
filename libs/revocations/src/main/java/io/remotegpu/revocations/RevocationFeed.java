package io.remotegpu.revocations;

import io.remotegpu.contracts.IdentityEvent;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells {@link Revocations} what identity-service says, from as far back as a token could still live. Every process reads for itself and
 * commits nothing. Kafka may be away when it starts, and go away later: it waits for it.
 */
public final class RevocationFeed implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final Duration back;
    private final Clock clock;
    private final Revocations revocations;
    /** The one that is to read; one that was stopped and notices late is not. */
    private volatile @Nullable Thread reader;

    private volatile @Nullable IdentityLog log;

    /** @param back from how far in the past it reads when it starts */
    RevocationFeed(Map<String, Object> settings, Duration back, Clock clock, Revocations revocations) {
        this.settings = settings;
        this.back = back;
        this.clock = clock;
        this.revocations = revocations;
    }

    @Override
    public void start() {
        Thread reading = Thread.ofVirtual().name("revocations").unstarted(this::readUntilStopped);
        reader = reading;
        reading.start();
    }

    /** It notices within seconds; nothing waits for it. */
    @Override
    public void stop() {
        reader = null;
        IdentityLog open = log;
        if (open != null) {
            open.wakeup();
        }
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private boolean isToRead() {
        return reader == Thread.currentThread();
    }

    private void readUntilStopped() {
        while (isToRead()) {
            try (IdentityLog opened = new IdentityLog(settings, back, clock)) {
                log = opened;
                read(opened);
            } catch (WakeupException stopped) {
                // isToRead tells whether to go on
            } catch (RuntimeException away) {
                LOG.warn("Revoked tokens are not heard of now, trying again: {}", away.toString());
                pause();
            }
        }
    }

    private void read(IdentityLog opened) {
        while (isToRead()) {
            opened.poll().forEach(this::hear);
        }
    }

    private void hear(ConsumerRecord<String, @Nullable Envelope<Message>> heard) {
        Envelope<Message> envelope = heard.value();
        if (envelope != null && envelope.message() instanceof IdentityEvent fact) {
            revocations.apply(fact);
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
