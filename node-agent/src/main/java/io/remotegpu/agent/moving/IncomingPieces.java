package io.remotegpu.agent.moving;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** An archive on its way in: pieces are fetched as it is read. */
final class IncomingPieces extends ChunkedInput {
    private final Relay relay;
    private final int attempt;
    private final long epoch;
    private final PrivateKey key;
    private final long most;
    private final Patience patience;
    private final MessageDigest digest = Sum.digest();
    private @Nullable PieceSeal seal;
    private int number;
    private long size;
    private boolean last;

    /** @param most bytes that the archive may have */
    IncomingPieces(Relay relay, int attempt, long epoch, PrivateKey key, long most, Patience patience) {
        this.relay = relay;
        this.attempt = attempt;
        this.epoch = epoch;
        this.key = key;
        this.most = most;
        this.patience = patience;
    }

    @Override
    byte @Nullable [] next() throws IOException {
        return last ? null : fetch();
    }

    /** The archive, once it was read to its end. */
    Sum sum() {
        return Sum.of(size, digest);
    }

    /** How many there were. */
    int count() {
        return number;
    }

    /** The first one says how the others are sealed and holds nothing of the archive. */
    private byte[] fetch() throws IOException {
        Relay.Piece piece = patience.until(() -> relay.get(attempt, number));
        PieceSeal known = seal;
        byte[] plain = {};
        if (known == null) {
            seal = PieceSeal.from(epoch, key, piece.sealed());
        } else {
            plain = known.open(number, piece.last(), piece.sealed());
            count(plain);
            last = piece.last();
        }
        number++;
        return plain;
    }

    private void count(byte[] plain) throws IOException {
        digest.update(plain);
        size += plain.length;
        if (size > most) {
            throw new IOException("more comes than its volumes may hold");
        }
    }
}
