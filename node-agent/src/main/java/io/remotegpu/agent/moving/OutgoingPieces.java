package io.remotegpu.agent.moving;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** An archive on its way out: what is written leaves in sealed pieces, no faster than they are taken. */
final class OutgoingPieces extends OutputStream {
    static final int PIECE = 1024 * 1024;

    private final Relay relay;
    private final int attempt;
    private final PieceSeal seal;
    private final Patience patience;
    private final MessageDigest digest = Sum.digest();
    private final byte[] piece = new byte[PIECE];
    private int filled;
    private int number;
    private long size;

    /** The first piece tells the key that the others are sealed with. */
    OutgoingPieces(Relay relay, int attempt, PieceSeal seal, Patience patience) throws IOException {
        this.relay = relay;
        this.attempt = attempt;
        this.seal = seal;
        this.patience = patience;
        put(false, seal.header());
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        size += length;
        int written = 0;
        while (written < length) {
            if (filled == PIECE) {
                put(false, seal.seal(number, false, piece, filled));
                filled = 0;
            }
            int part = Math.min(length - written, PIECE - filled);
            System.arraycopy(bytes, offset + written, piece, filled, part);
            filled += part;
            written += part;
        }
    }

    /** The archive is complete. Returns once the other host has taken all of it. */
    Sum finish() throws IOException {
        put(true, seal.seal(number, true, piece, filled));
        patience.until(() -> relay.taken(attempt) >= number ? Optional.of(true) : Optional.empty());
        return Sum.of(size, digest);
    }

    private void put(boolean last, byte[] sealed) throws IOException {
        patience.until(() -> relay.put(attempt, number, last, sealed) ? Optional.of(true) : Optional.empty());
        number++;
    }
}
