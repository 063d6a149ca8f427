package io.remotegpu.revocations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers for a while, and only so much. Written by one thread, read by many. */
final class Memory<K, V> {
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration lifetime;
    private final int most;
    private final Runnable overflowed;

    /** @param overflowed told before everything is forgotten because there is more to remember than fits */
    Memory(Clock clock, Duration lifetime, int most, Runnable overflowed) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.most = most;
        this.overflowed = overflowed;
    }

    void put(K key, V value) {
        if (entries.size() >= most) {
            makeRoom();
        }
        entries.put(key, new Entry<>(value, clock.instant()));
    }

    void remove(K key) {
        entries.remove(key);
    }

    @Nullable
    V get(K key) {
        Entry<V> entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    private void makeRoom() {
        Instant oldest = clock.instant().minus(lifetime);
        entries.values().removeIf(entry -> entry.since().isBefore(oldest));
        if (entries.size() >= most) {
            overflowed.run();
            entries.clear();
        }
    }

    private record Entry<V>(V value, Instant since) {}
}
