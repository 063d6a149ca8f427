package io.remotegpu.gis.datafiles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files with the headers of their formats and little else. */
final class SampleFiles {
    private SampleFiles() {}

    /** An SQLite database of so many empty pages of 4096 bytes. */
    static byte[] sqlite(int pages, String applicationId) {
        ByteBuffer file = ByteBuffer.allocate(pages * 4096);
        file.put(0, "SQLite format 3\0".getBytes(ISO_8859_1));
        file.putShort(16, (short) 4096);
        file.putInt(24, 7).putInt(28, pages).putInt(92, 7);
        file.put(68, applicationId.getBytes(ISO_8859_1));
        return file.array();
    }

    static byte[] pmTiles(int tileBytes) {
        ByteBuffer file = ByteBuffer.allocate(127 + tileBytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, "PMTiles\3".getBytes(ISO_8859_1));
        file.putLong(56, 127).putLong(64, tileBytes);
        return file.array();
    }

    static byte[] text(String content) {
        return content.getBytes(UTF_8);
    }

    static byte[] latin(String content) {
        return content.getBytes(ISO_8859_1);
    }

    static byte[] shp(int bytes) {
        return ByteBuffer.allocate(bytes).putInt(0, 9994).putInt(24, bytes / 2).array();
    }

    /** A shapefile of these parts, beside which {@code more} is in the archive. */
    static byte[] shapefile(Map<String, byte[]> more) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("roads.shp", shp(200));
        parts.put("roads.shx", shp(108));
        parts.put("roads.dbf", new byte[] {3, 0, 0, 0});
        parts.putAll(more);
        return zip(parts);
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
