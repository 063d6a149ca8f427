package io.remotegpu.agent.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reads, in parts that each are announced with a line that says their length; a part of length 0 is the end. Where the source breaks off it
 * ends too, so that nobody waits for the rest, and {@link #requireWhole} says so.
 */
final class AnnouncedParts extends InputStream {
    private static final int PART = 1024 * 1024;
    private static final int END_WITHIN_SECONDS = 30;

    private final InputStream source;
    private final byte[] part = new byte[PART];
    private byte[] line = {};
    private int inLine;
    private int inPart;
    private int filled;
    private boolean ended;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable IOException failure;

    AnnouncedParts(InputStream source) {
        this.source = source;
    }

    boolean brokeOff() {
        return over.getCount() == 0 && failure != null;
    }

    /** Once it has been read to its end. */
    void requireWhole() throws IOException {
        try {
            if (!over.await(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("not all of it was taken");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the agent is shutting down", interrupted);
        }
        IOException broken = failure;
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (inLine == line.length && inPart == filled && !next()) {
            return -1;
        }
        if (inLine < line.length) {
            int count = Math.min(length, line.length - inLine);
            System.arraycopy(line, inLine, into, offset, count);
            inLine += count;
            return count;
        }
        int count = Math.min(length, filled - inPart);
        System.arraycopy(part, inPart, into, offset, count);
        inPart += count;
        return count;
    }

    private boolean next() {
        if (ended) {
            return false;
        }
        filled = fill();
        ended = filled == 0;
        line = (filled + "\n").getBytes(StandardCharsets.US_ASCII);
        inLine = 0;
        inPart = 0;
        return true;
    }

    private int fill() {
        try {
            int count = source.readNBytes(part, 0, PART);
            if (count == 0) {
                over.countDown();
            }
            return count;
        } catch (IOException broken) {
            failure = broken;
            over.countDown();
            return 0;
        }
    }
}
