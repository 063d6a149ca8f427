package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.workload.DataFile;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes one part of an archive, a piece at a time. */
final class EntryWriter extends OutputStream {
    private final Chunks chunks;
    private final long file;
    private final int entry;
    private final MessageDigest sum = Sums.sha256();
    private final byte[] piece = new byte[Chunks.SIZE];
    private int filled;
    private long written;

    EntryWriter(Chunks chunks, long file, int entry) {
        this.chunks = chunks;
        this.file = file;
        this.entry = entry;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        sum.update(bytes, offset, length);
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, piece.length - filled);
            System.arraycopy(bytes, offset + done, piece, filled, count);
            filled += count;
            done += count;
            if (filled == piece.length) {
                flush();
            }
        }
    }

    @Override
    public void flush() {
        if (filled > 0) {
            chunks.addNow(file, entry, written, Arrays.copyOf(piece, filled));
            written += filled;
            filled = 0;
        }
    }

    /** What was written, once nothing more comes. */
    DataFile done(String path) {
        flush();
        return new DataFile(path, written, HexFormat.of().formatHex(sum.digest()));
    }
}
