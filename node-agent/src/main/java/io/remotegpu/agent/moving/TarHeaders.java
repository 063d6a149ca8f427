package io.remotegpu.agent.moving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of an archive in the one dialect that homes travel in: POSIX.1-2001, sparse files in GNU's version 1.0 of it. It reads no more than it
 * is told to expect, expands nothing and keeps one header at a time, whatever an archive claims. Libraries that read every dialect expand holes byte by byte and
 * keep names of any length, which a hostile home would use.
 */
final class TarHeaders {
    static final int BLOCK = 512;
    private static final int LARGEST_RECORDS = 1024 * 1024;
    /** Files, links of both kinds, folders and pipes; no devices, and nothing that only others than GNU tar know. */
    private static final String KINDS = "01256";

    private static final String DIALECT = "ustar\00000";
    /** Byte by byte: what is told apart on disk is told apart here, whatever it is written in. */
    private static final Charset NAMES = StandardCharsets.ISO_8859_1;

    private static final Set<String> KNOWN = Set.of(
            "path",
            "linkpath",
            "size",
            "mtime",
            "atime",
            "ctime",
            "uid",
            "gid",
            "uname",
            "gname",
            "comment",
            "GNU.sparse.major",
            "GNU.sparse.minor",
            "GNU.sparse.name",
            "GNU.sparse.realsize");

    private final InputStream archive;

    TarHeaders(InputStream archive) {
        this.archive = archive;
    }

    /** The next entry, null at the end. What it stores comes next, filled up to a whole block. */
    @Nullable
    TarEntry next() throws IOException {
        Map<String, String> records = Map.of();
        byte[] header = block();
        if (kind(header) == 'x') {
            requireDialect(header);
            records = records(header);
            header = block();
        }
        if (isEmpty(header)) {
            return null;
        }
        char kind = kind(header);
        if (KINDS.indexOf(kind) < 0) {
            throw new IOException("the archive is refused: it holds something of the unknown kind '" + kind + "'");
        }
        requireDialect(header);
        String name = records.getOrDefault("GNU.sparse.name", records.getOrDefault("path", name(header)));
        String link = records.getOrDefault("linkpath", text(header, 157, 100));
        String size = records.get("size");
        long stored = size == null ? octal(header, 124, 12) : number(size);
        return new TarEntry(name, link, kind, kind == '0' ? stored : 0);
    }

    private byte[] block() throws IOException {
        byte[] block = archive.readNBytes(BLOCK);
        if (block.length < BLOCK) {
            throw new EOFException("the archive ends within an entry");
        }
        if (!isEmpty(block) && octal(block, 148, 8) != sum(block)) {
            throw new IOException("the archive is refused: a header is damaged");
        }
        return block;
    }

    /** Lines "length key=value", of which only those are taken whose meaning is known. */
    private Map<String, String> records(byte[] header) throws IOException {
        long size = octal(header, 124, 12);
        if (size > LARGEST_RECORDS) {
            throw new IOException("the archive is refused: " + size + " bytes tell of one file");
        }
        int padded = Math.ceilDiv((int) size, BLOCK) * BLOCK;
        byte[] bytes = archive.readNBytes(padded);
        if (bytes.length < padded) {
            throw new EOFException("the archive ends within a header");
        }
        Map<String, String> records = new HashMap<>();
        for (int at = 0; at < size; ) {
            int space = indexOf(bytes, ' ', at, (int) size);
            int end = at + Math.toIntExact(number(new String(bytes, at, space - at, StandardCharsets.US_ASCII)));
            if (end <= space || end > size) {
                throw new IOException("the archive is refused: a record has another length than it says");
            }
            int equal = indexOf(bytes, '=', space, end);
            String key = new String(bytes, space + 1, equal - space - 1, NAMES);
            keep(records, key, new String(bytes, equal + 1, end - equal - 2, NAMES));
            at = end;
        }
        return records;
    }

    /** Where the letters after the name mean something else in another dialect, whoever unpacks would read another name. */
    private static void requireDialect(byte[] header) throws IOException {
        if (!new String(header, 257, DIALECT.length(), NAMES).equals(DIALECT)) {
            throw new IOException("the archive is refused: it is of another dialect");
        }
    }

    private static void keep(Map<String, String> records, String key, String value) throws IOException {
        if (!KNOWN.contains(key) && !key.startsWith("SCHILY.")) {
            throw new IOException("the archive is refused: it tells '" + key + "' of a file");
        }
        if (value.indexOf('\0') >= 0 && !key.startsWith("SCHILY.")) {
            throw new IOException(
                    "the archive is refused: it tells a '" + key + "' of which others read the beginning");
        }
        if (records.putIfAbsent(key, value) != null) {
            throw new IOException("the archive is refused: it tells '" + key + "' twice of a file");
        }
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int until) throws IOException {
        for (int at = from; at < until; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        throw new IOException("the archive is refused: a record is damaged");
    }

    private static char kind(byte[] header) {
        return (char) header[156];
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, NAMES);
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new IOException("the archive is refused: a header is damaged");
        }
        return Long.parseLong(digits, 8);
    }

    private static long number(String digits) throws IOException {
        if (!digits.matches("[0-9]{1,15}")) {
            throw new IOException("the archive is refused: '" + digits + "' is no length");
        }
        return Long.parseLong(digits);
    }

    /** Of all its bytes, those of the sum itself read as spaces. */
    private static long sum(byte[] header) {
        long sum = 0;
        for (int at = 0; at < BLOCK; at++) {
            sum += at >= 148 && at < 156 ? ' ' : Byte.toUnsignedInt(header[at]);
        }
        return sum;
    }

    private static boolean isEmpty(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
