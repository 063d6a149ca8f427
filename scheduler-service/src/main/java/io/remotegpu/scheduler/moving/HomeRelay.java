package io.remotegpu.scheduler.moving;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.moving.RelayStore.Piece;
import io.remotegpu.scheduler.moving.RelayStore.Standing;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where two hosts that do not reach each other hand over a home: one leaves sealed pieces, the other takes them, few at a time. Each request is one short
 * transaction, so that any replica answers any of them, and repeating one does no harm. Whoever lost something begins anew, and the other is told so.
 */
@Component
class HomeRelay {
    private final RelayStore store;
    private final MoveProperties properties;

    HomeRelay(RelayStore store, MoveProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /** How a piece was taken. */
    enum Left {
        STORED,
        /** The other host is behind: later. */
        FULL,
        /** It is not the one that is due: another attempt is under way, or begins. */
        ANOTHER_ATTEMPT
    }

    /** @param piece null if it has not come yet */
    record Found(boolean anotherAttempt, @Nullable Piece piece) {}

    /** @throws PlatformException NOT_FOUND unless the move is under way and this ticket opens it */
    void requireOpen(long epoch, String ticket) {
        if (store.find(epoch).filter(standing -> standing.opens(ticket)).isEmpty()) {
            throw ended(epoch);
        }
    }

    /** The number of the attempt that begins. */
    @Transactional
    public int begin(long epoch, String ticket) {
        Standing standing = require(epoch, ticket);
        if (standing.attempt() >= properties.mostAttempts()) {
            throw ended(epoch);
        }
        return store.beginAnew(standing);
    }

    @Transactional
    public int attempt(long epoch, String ticket) {
        return require(epoch, ticket).attempt();
    }

    /** Asked only of who was let in by {@link #requireOpen}, before all of it was read. */
    @Transactional
    public Left leave(long epoch, String ticket, int attempt, int number, boolean last, byte[] bytes) {
        Standing standing = locked(epoch, ticket);
        if (!standing.isSource(ticket)) {
            throw ended(epoch);
        }
        if (attempt != standing.attempt() || number > standing.stored()) {
            return Left.ANOTHER_ATTEMPT;
        }
        if (number < standing.stored()) {
            return Left.STORED;
        }
        if (standing.stored() - standing.taken() >= properties.window()) {
            return Left.FULL;
        }
        if (!standing.hasRoomFor(bytes.length)) {
            throw ended(epoch);
        }
        store.store(standing, last, bytes);
        return Left.STORED;
    }

    /** One that is not there though it came was lost with a crash of the database. */
    @Transactional
    public Found take(long epoch, String ticket, int attempt, int number) {
        Standing standing = require(epoch, ticket);
        if (!standing.isTarget(ticket)) {
            throw ended(epoch);
        }
        if (attempt != standing.attempt()) {
            return new Found(true, null);
        }
        store.taken(standing, Math.min(number, standing.stored()));
        Piece piece = store.find(standing, number);
        if (piece == null && number < standing.stored()) {
            store.beginAnew(standing);
            return new Found(true, null);
        }
        return new Found(false, piece);
    }

    /** How many are not needed any more; empty where another attempt is under way. */
    @Transactional
    public OptionalInt taken(long epoch, String ticket, int attempt) {
        Standing standing = require(epoch, ticket);
        return attempt == standing.attempt() ? OptionalInt.of(standing.taken()) : OptionalInt.empty();
    }

    /** A stranger is turned away before any row is locked: that would keep the pieces of others waiting. */
    private Standing require(long epoch, String ticket) {
        requireOpen(epoch, ticket);
        return locked(epoch, ticket);
    }

    private Standing locked(long epoch, String ticket) {
        return store.lock(epoch).filter(standing -> standing.opens(ticket)).orElseThrow(() -> ended(epoch));
    }

    /** Also for whoever has no ticket: it is nobody else's business. */
    private static PlatformException ended(long epoch) {
        return new PlatformException(
                ErrorCode.NOT_FOUND,
                "move " + epoch + " has ended, or this ticket does not open it",
                Map.of("resource", "move"));
    }
}
