package io.remotegpu.messaging.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.HostKey;
import io.remotegpu.contracts.signing.VerifyingKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key of every host that was ever enrolled, followed from the first question on. A revocation is known as soon as it is read. */
final class HostKeys implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostKeys.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Map<String, Object> connection;
    private volatile Map<HostId, Known> known = Map.of();
    private Map<HostId, Known> told = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable HostKeyLog open;
    private boolean following;
    private long asked;
    private long answered;

    HostKeys(Map<String, Object> connection) {
        this.connection = connection;
    }

    /** @param key what signs for the host, unless it was revoked */
    record Known(VerifyingKey key, boolean revoked) {}

    /** Whether the topic was read to its end at least once. */
    synchronized boolean areRead() {
        return answered > 0;
    }

    /** As far as the topic was read. */
    Optional<Known> find(HostId host) {
        return Optional.ofNullable(known.get(host));
    }

    /**
     * Returns once everything is known that was told before this call. While Kafka is away it waits: to guess would lose a fact, or let a lie in.
     *
     * @throws ServiceStopping if it is closed meanwhile
     */
    synchronized void catchUp() {
        if (!following && !closed) {
            following = true;
            Thread.ofVirtual().name("host-keys").start(this::follow);
        }
        long mine = ++asked;
        wakeup();
        try {
            while (answered < mine && !closed) {
                wait();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (answered < mine) {
            throw new ServiceStopping();
        }
    }

    private void follow() {
        while (!closed) {
            try (HostKeyLog opened = new HostKeyLog(connection, this::learn)) {
                open = opened;
                read(opened);
            } catch (RuntimeException away) {
                log.warn("the keys of hosts cannot be read now, trying again: {}", away.toString());
                pause();
            }
        }
    }

    private void read(HostKeyLog log) {
        // Read anew, older states come first: they must not be taken for news.
        told = new ConcurrentHashMap<>();
        while (!closed) {
            try {
                readOn(log);
            } catch (WakeupException askedOrClosed) {
                // the loop's head tells which
            }
        }
    }

    private void readOn(HostKeyLog log) {
        long now = asked();
        if (!log.isFound()) {
            pause();
        } else if (now > answered || known != told) {
            log.readToEnd();
            known = told;
            answer(now);
        } else {
            log.poll(POLL);
        }
    }

    private synchronized long asked() {
        return asked;
    }

    private synchronized void answer(long upTo) {
        answered = upTo;
        notifyAll();
    }

    private void learn(HostKey key) {
        try {
            told.put(key.hostId(), new Known(VerifyingKey.of(key.publicKey()), key.revoked()));
        } catch (IllegalArgumentException unusable) {
            told.remove(key.hostId());
            log.error("the key of host {} is {}: nothing that it says counts", key.hostId(), unusable.getMessage());
        }
    }

    private void wakeup() {
        HostKeyLog reading = open;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeup();
        synchronized (this) {
            notifyAll();
        }
    }
}
