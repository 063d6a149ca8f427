package io.remotegpu.identity.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Which key signs, when the next one is made, and when old ones go. Pure: every replica that sees the same keys at the same time decides
 * the same.
 *
 * @param period how long a key signs
 * @param publishedAhead how long a new key is published before it signs: longer than anybody caches the published keys
 * @param publishedAfter how long an old key is published after it signed last: longer than any token lives
 */
record KeySchedule(Duration period, Duration publishedAhead, Duration publishedAfter) {
    /** The key to sign with: of those that are active, the one that became so last; if none is, the one that will be first. */
    static KeyAge signing(List<KeyAge> keys, Instant now) {
        return keys.stream()
                .filter(key -> !key.activatesAt().isAfter(now))
                .max(Comparator.comparing(KeyAge::activatesAt).thenComparing(KeyAge::id))
                .or(() -> keys.stream().min(Comparator.comparing(KeyAge::activatesAt)))
                .orElseThrow(() -> new IllegalStateException("there is no signing key"));
    }

    /** Whether the next key must be made now, so that it is known everywhere when the newest one's time is over. */
    boolean needsNext(List<KeyAge> keys, Instant now) {
        return keys.stream()
                .allMatch(key ->
                        !key.activatesAt().plus(period).minus(publishedAhead).isAfter(now));
    }

    /** Those that were succeeded so long ago that nothing they signed can still be valid. */
    List<KeyAge> outlived(List<KeyAge> keys, Instant now) {
        Instant cut = now.minus(publishedAfter);
        KeyAge signedThen = signing(keys, cut);
        return keys.stream()
                .filter(key -> key.activatesAt().isBefore(signedThen.activatesAt()))
                .toList();
    }
}
