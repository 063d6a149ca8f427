package io.remotegpu.messaging.hosts;

import io.remotegpu.contracts.HostId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often the keys of hosts are asked for because a fact does not fit them. Keys are heard of within milliseconds anyway, so asking makes up
 * for the rare fact that is faster; whoever forges facts by the thousand must not make everybody wait for it.
 */
final class CatchUps {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int IN_A_SECOND = 20;

    private final LongSupplier nanos;
    private final Map<HostId, Long> lastOfKnown = new HashMap<>();
    private long secondBegan;
    private int inThisSecond;

    /** @param nanos a clock that never goes back */
    CatchUps(LongSupplier nanos) {
        this.nanos = nanos;
        this.secondBegan = nanos.getAsLong();
    }

    /** @param known whether the host has a key; of those that have none anybody can make up as many as he likes, so they are not remembered */
    synchronized boolean allows(HostId host, boolean known) {
        long now = nanos.getAsLong();
        if (known && now - lastOfKnown.getOrDefault(host, now - SECOND) < SECOND) {
            return false;
        }
        if (now - secondBegan >= SECOND) {
            secondBegan = now;
            inThisSecond = 0;
        }
        if (inThisSecond == IN_A_SECOND) {
            return false;
        }
        inThisSecond++;
        if (known) {
            lastOfKnown.put(host, now);
        }
        return true;
    }
}
