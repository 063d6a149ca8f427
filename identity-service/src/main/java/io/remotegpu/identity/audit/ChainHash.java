package io.remotegpu.identity.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A link's hash: SHA-256 over the hash before it and every field of the entry. A field is its length in bytes (four bytes, big-endian, -1 for
 * none) and its UTF-8 text, so no two entries have the same bytes; times are microseconds since 1970. Compared by value.
 */
record ChainHash(String hex) {
    /** What the first entry of all follows. */
    static final ChainHash GENESIS = new ChainHash("00".repeat(32));

    static ChainHash of(byte[] bytes) {
        return new ChainHash(HexFormat.of().formatHex(bytes));
    }

    static ChainHash of(ChainHash previous, long id, Instant recordedAt, StoredEntry entry) {
        Fields fields = new Fields();
        fields.bytes.writeBytes(previous.bytes());
        fields.add(Long.toString(id)).add(micros(recordedAt)).add(Long.toString(entry.entryId()));
        fields.add(micros(entry.createdAt())).add(entry.actorId() == null ? null : Long.toString(entry.actorId()));
        fields.add(entry.actor()).add(entry.action()).add(entry.resourceType()).add(entry.resourceId());
        fields.add(entry.result()).add(entry.reason()).add(entry.ipAddress()).add(entry.userAgent());
        fields.add(entry.requestId()).add(entry.traceId()).add(entry.before()).add(entry.after());
        return of(sha256(fields.bytes.toByteArray()));
    }

    static String micros(Instant time) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static final class Fields {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

        Fields add(@Nullable String field) {
            byte[] text = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(field == null ? -1 : text.length)
                    .array());
            bytes.writeBytes(text);
            return this;
        }
    }
}
