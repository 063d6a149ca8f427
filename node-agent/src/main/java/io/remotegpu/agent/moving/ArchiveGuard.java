package io.remotegpu.agent.moving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An archive as it comes, of which no byte is handed on before the entry that it belongs to has been looked at by {@link EntryRules}. */
final class ArchiveGuard extends ChunkedInput {
    private static final int BUFFER = 64 * 1024;

    private final RecordedInput recorded;
    private final TarHeaders headers;
    private final EntryRules rules;
    private final byte[] scratch = new byte[BUFFER];
    private long stored;
    private boolean ended;

    /** @param folders the only ones that may be in it */
    ArchiveGuard(InputStream archive, Set<String> folders) {
        this.recorded = new RecordedInput(archive);
        this.headers = new TarHeaders(recorded);
        this.rules = new EntryRules(folders);
    }

    @Override
    byte @Nullable [] next() throws IOException {
        if (ended) {
            return null;
        }
        advance();
        return recorded.taken();
    }

    /** Reads on within what the last entry stores, or looks at the next. */
    private void advance() throws IOException {
        if (stored > 0) {
            int read = recorded.read(scratch, 0, (int) Math.min(BUFFER, stored));
            if (read < 0) {
                throw new EOFException("the archive ends within a file");
            }
            stored -= read;
            return;
        }
        TarEntry entry = headers.next();
        if (entry == null) {
            end();
        } else {
            rules.require(entry);
            stored = Math.ceilDiv(entry.stored(), TarHeaders.BLOCK) * TarHeaders.BLOCK;
        }
    }

    /** Two empty blocks, the second of which whoever unpacks waits for. */
    private void end() throws IOException {
        recorded.readNBytes(TarHeaders.BLOCK);
        ended = true;
    }
}
