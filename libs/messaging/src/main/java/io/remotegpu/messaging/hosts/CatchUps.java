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
    private final Budget ofKnown = new Budget();
    private final Budget ofUnknown = new Budget();

    /** @param nanos a clock that never goes back */
    CatchUps(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param known whether the host has a key; of those that have none anybody can make up as many as he likes, so they are not remembered */
    synchronized boolean allows(HostId host, boolean known) {
        long now = nanos.getAsLong();
        if (known && now - lastOfKnown.getOrDefault(host, now - SECOND) < SECOND) {
            return false;
        }
        if (!(known ? ofKnown : ofUnknown).allows(now)) {
            return false;
        }
        if (known) {
            lastOfKnown.put(host, now);
        }
        return true;
    }

    /** So many in each second; made-up hosts and known ones do not use up what is the others'. */
    private static final class Budget {
        private long secondBegan;
        private int inThisSecond;

        boolean allows(long now) {
            if (inThisSecond == 0 || now - secondBegan >= SECOND) {
                secondBegan = now;
                inThisSecond = 0;
            }
            return inThisSecond++ < IN_A_SECOND;
        }
    }
}
