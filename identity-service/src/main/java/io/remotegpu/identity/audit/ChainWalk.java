package io.remotegpu.identity.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain in its order and says what does not fit. Where the oldest months were dropped, the walk begins at the anchor before the
 * oldest entry that is left. Pure: it sees only what it is given.
 */
final class ChainWalk {
    private final Attestation attestation;
    private final List<Anchor> anchors;
    private final ChainHead head;
    private final Map<Long, Anchor> byLastId = new HashMap<>();
    private @Nullable ChainLink last;
    private @Nullable Long firstId;
    private long entries;

    ChainWalk(Attestation attestation, List<Anchor> anchors, ChainHead head) {
        this.attestation = attestation;
        this.anchors = anchors;
        this.head = head;
        anchors.forEach(anchor -> byLastId.put(anchor.lastId(), anchor));
    }

    /** What does not fit. {@code id} is the entry at which it shows, null if it shows at none. */
    record Break(@Nullable Long id, String problem) {}

    /** The anchors and the head themselves, before any entry. */
    Optional<Break> begin() {
        ChainHash previous = ChainHash.GENESIS;
        long id = 0;
        for (Anchor anchor : anchors) {
            if (!attestation.holds(anchor.statement(), anchor.mac())) {
                return found(anchor.lastId(), "the anchor of " + anchor.month() + " was not written by this service");
            }
            if (anchor.firstId() != id + 1 || !anchor.firstPrevious().equals(previous)) {
                return found(anchor.firstId(), "the anchor before " + anchor.month() + " is missing");
            }
            id = anchor.lastId();
            previous = anchor.lastHash();
        }
        return head.isEmpty() || attestation.holds(head.statement(), head.mac())
                ? Optional.empty()
                : found(head.lastId(), "the end of the chain was not written by this service");
    }

    /** Stops at the first that does not fit. */
    Optional<Break> nextAll(List<ChainLink> links) {
        for (ChainLink link : links) {
            Optional<Break> broken = next(link);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<Break> next(ChainLink link) {
        firstId = firstId == null ? Long.valueOf(link.id()) : firstId;
        entries++;
        ChainHash expected = last == null ? beforeFirst(link.id()) : last.hash();
        if (expected == null || (last != null && link.id() != last.id() + 1)) {
            return found(link.id(), "entries before this one are missing");
        }
        if (!link.previous().equals(expected)) {
            return found(link.id(), "it does not follow the entry before it: that one was replaced");
        }
        if (!link.isGenuine()) {
            return found(link.id(), "it was changed");
        }
        Anchor anchor = byLastId.get(link.id());
        if (anchor != null && !anchor.lastHash().equals(link.hash())) {
            return found(link.id(), "it is not the entry with which " + anchor.month() + " ended");
        }
        last = link;
        return Optional.empty();
    }

    /** After the last entry. */
    Optional<Break> end() {
        long reached = last == null ? anchoredEnd() : last.id();
        if (reached != head.lastId()) {
            return found(
                    null, "the last entries are missing: there were " + head.lastId() + ", the last is " + reached);
        }
        return last == null || last.hash().equals(head.lastHash())
                ? Optional.empty()
                : found(last.id(), "it is not the entry with which the chain ended");
    }

    /** How many entries were looked at. */
    long entries() {
        return entries;
    }

    @Nullable
    Long firstId() {
        return firstId;
    }

    /** The last entry that fits. */
    @Nullable
    Long lastId() {
        return last == null ? null : Long.valueOf(last.id());
    }

    private @Nullable ChainHash beforeFirst(long id) {
        if (id == 1) {
            return ChainHash.GENESIS;
        }
        Anchor anchor = byLastId.get(id - 1);
        return anchor == null ? null : anchor.lastHash();
    }

    /** With no entry left, every month must have been dropped. */
    private long anchoredEnd() {
        return anchors.isEmpty() ? 0 : anchors.getLast().lastId();
    }

    private static Optional<Break> found(@Nullable Long id, String problem) {
        return Optional.of(new Break(id, problem));
    }
}
