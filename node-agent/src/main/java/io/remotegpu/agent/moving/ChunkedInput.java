package io.remotegpu.agent.moving;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Bytes that come in chunks of whatever size. */
abstract class ChunkedInput extends InputStream {
    private byte[] chunk = {};
    private int position;

    /** The next chunk, which may be empty; null after the last. */
    abstract byte @Nullable [] next() throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public final int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == chunk.length) {
            byte[] following = next();
            if (following == null) {
                return -1;
            }
            chunk = following;
            position = 0;
        }
        int part = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, into, offset, part);
        position += part;
        return part;
    }
}
