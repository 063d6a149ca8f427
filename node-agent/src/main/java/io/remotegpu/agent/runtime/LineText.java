package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line while its bytes come in. Of a very long one the beginning is kept: a container may print gigabytes without a line end. */
public final class LineText {
    private static final int LONGEST = 8 * 1024;
    private static final char UNREADABLE = '\uFFFD';

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private final int longest;
    private boolean cut;

    public LineText() {
        this(0);
    }

    /** @param more bytes that stand before the text proper */
    public LineText(int more) {
        this.longest = LONGEST + more;
    }

    public void append(byte[] from, int offset, int length) {
        int fits = Math.min(length, longest - bytes.size());
        bytes.write(from, offset, fits);
        cut |= fits < length;
    }

    public boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** Its text so far; the next line begins. */
    public LogLine finish(@Nullable Instant at, LogLine.Stream stream) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        // the cut may lie within a character
        while (cut && !text.isEmpty() && text.charAt(text.length() - 1) == UNREADABLE) {
            text = text.substring(0, text.length() - 1);
        }
        LogLine line = new LogLine(at, stream, text, cut);
        bytes.reset();
        cut = false;
        return line;
    }
}
