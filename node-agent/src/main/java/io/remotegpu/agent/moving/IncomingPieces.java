package io.remotegpu.agent.moving;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** An archive on its way in: pieces are fetched as it is read. */
final class IncomingPieces extends InputStream {
    private final Relay relay;
    private final int attempt;
    private final long epoch;
    private final PrivateKey key;
    private final long most;
    private final Patience patience;
    private final MessageDigest digest = Sum.digest();
    private @Nullable PieceSeal seal;
    private byte[] piece = {};
    private int position;
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
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == piece.length) {
            if (last) {
                return -1;
            }
            fetch();
        }
        int part = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, offset, part);
        position += part;
        return part;
    }

    /** The archive, once it was read to its end. */
    Sum sum() {
        return Sum.of(size, digest);
    }

    /** How many there were. */
    int count() {
        return number;
    }

    private void fetch() throws IOException {
        Relay.Piece next = patience.until(() -> relay.get(attempt, number));
        PieceSeal known = seal;
        if (known == null) {
            seal = PieceSeal.from(epoch, key, next.sealed());
        } else {
            take(known.open(number, next.last(), next.sealed()), next.last());
        }
        number++;
    }

    private void take(byte[] plain, boolean isLast) throws IOException {
        piece = plain;
        position = 0;
        last = isLast;
        digest.update(piece);
        size += piece.length;
        if (size > most) {
            throw new IOException("more comes than its volumes may hold");
        }
    }
}
