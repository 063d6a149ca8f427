package io.remotegpu.agent.moving;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers what was read since it was last asked. */
final class RecordedInput extends FilterInputStream {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    RecordedInput(InputStream in) {
        super(in);
    }

    byte[] taken() {
        byte[] bytes = read.toByteArray();
        read.reset();
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            read.write(one);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
            read.write(into, offset, count);
        }
        return count;
    }

    /** What is passed over belongs to the archive too. */
    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.min(count, 8192)];
        return count <= 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
