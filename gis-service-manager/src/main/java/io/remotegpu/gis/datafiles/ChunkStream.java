package io.remotegpu.gis.datafiles;

import java.io.InputStream;
import java.util.Optional;

/** An entry from some byte on, one piece in memory at a time. */
final class ChunkStream extends InputStream {
    private final Chunks chunks;
    private final long file;
    private final int entry;
    private long position;
    private Chunks.Chunk current = new Chunks.Chunk(0, new byte[0]);

    ChunkStream(Chunks chunks, long file, int entry, long from) {
        this.chunks = chunks;
        this.file = file;
        this.entry = entry;
        this.position = from;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!holds(position)) {
            Optional<Chunks.Chunk> next = chunks.at(file, entry, position);
            if (next.isEmpty()) {
                return -1;
            }
            current = next.get();
        }
        int at = (int) (position - current.start());
        int count = Math.min(length, current.bytes().length - at);
        System.arraycopy(current.bytes(), at, target, offset, count);
        position += count;
        return count;
    }

    private boolean holds(long where) {
        return where >= current.start() && where < current.start() + current.bytes().length;
    }
}
