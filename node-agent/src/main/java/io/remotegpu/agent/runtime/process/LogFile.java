package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.LineText;
import io.remotegpu.agent.runtime.LogReader;
import io.remotegpu.contracts.workload.LogLine;
import java.io.IOException;
import java.io.RandomAccessFile;

/** The lines of a file from an offset on. */
final class LogFile {
    private static final int BLOCK = 16 * 1024;
    /** No answer holds more. */
    private static final int FARTHEST_BACK = 4 * 1024 * 1024;

    private final RandomAccessFile file;
    private long offset;

    LogFile(RandomAccessFile file, long offset) {
        this.file = file;
        this.offset = offset;
    }

    /** Where the last lines begin, at most so many. */
    static long startOfLast(RandomAccessFile file, int lines) throws IOException {
        byte[] block = new byte[BLOCK];
        long end = file.length();
        int ends = 0;
        for (long before = end; before > 0 && end - before < FARTHEST_BACK; ) {
            int length = (int) Math.min(BLOCK, before);
            before -= length;
            file.seek(before);
            file.readFully(block, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                // the end of the last line does not begin another one
                if (block[i] == '\n' && before + i != end - 1 && ++ends == lines) {
                    return before + i + 1;
                }
            }
        }
        return Math.max(0, end - FARTHEST_BACK);
    }

    /**
     * Hands on every line up to the end of the file, or until the reader has enough. Returns the offset behind the last one.
     *
     * @param wholeOnly leave a line without its end for the next time
     */
    long read(LogReader reader, boolean wholeOnly) throws IOException {
        byte[] block = new byte[BLOCK];
        LineText line = new LineText();
        long position = offset;
        file.seek(offset);
        for (int read = file.read(block); read > 0 && !reader.hasEnough(); read = file.read(block)) {
            int start = 0;
            for (int i = 0; i < read; i++) {
                if (block[i] == '\n') {
                    line.append(block, start, i - start);
                    start = i + 1;
                    offset = position + start;
                    tell(line, reader);
                }
            }
            line.append(block, start, read - start);
            position += read;
        }
        if (!wholeOnly && !line.isEmpty()) {
            offset = position;
            tell(line, reader);
        }
        return offset;
    }

    private void tell(LineText line, LogReader reader) {
        reader.line(line.finish(null, LogLine.Stream.STDOUT), Long.toString(offset));
    }
}
