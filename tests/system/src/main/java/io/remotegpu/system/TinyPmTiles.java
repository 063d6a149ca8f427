package io.remotegpu.system;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The tile of {@link TinyTiles} as a PMTiles archive of version 3, written by hand from its specification: a header of 127 bytes, the root directory, the
 * metadata, the tile; nothing is packed.
 */
public final class TinyPmTiles {
    private static final int HEADER = 127;
    private static final int VERSION = 3;
    private static final byte NOT_PACKED = 1;
    private static final byte PNG = 2;
    private static final int DEGREE = 10_000_000;

    private TinyPmTiles() {}

    /** The bytes of the archive. */
    public static byte[] archive() {
        byte[] tile = TinyTiles.tile();
        byte[] directory = directory(tile.length);
        byte[] metadata = "{\"name\":\"world\"}".getBytes(StandardCharsets.UTF_8);
        int contentAt = HEADER + directory.length + metadata.length;
        ByteBuffer archive = ByteBuffer.allocate(contentAt + tile.length).order(ByteOrder.LITTLE_ENDIAN);
        archive.put("PMTiles".getBytes(StandardCharsets.US_ASCII)).put((byte) VERSION);
        section(archive, HEADER, directory.length);
        section(archive, HEADER + directory.length, metadata.length);
        section(archive, contentAt, 0); // no directory below the root
        section(archive, contentAt, tile.length);
        archive.putLong(1).putLong(1).putLong(1); // places, entries and contents
        archive.put((byte) 1).put(NOT_PACKED).put(NOT_PACKED).put(PNG); // in order, directories, tiles, their kind
        archive.put((byte) 0).put((byte) 0); // least and greatest zoom
        archive.putInt(-180 * DEGREE).putInt(-85 * DEGREE);
        archive.putInt(180 * DEGREE).putInt(85 * DEGREE);
        archive.put((byte) 0).putInt(0).putInt(0); // zoom and place of the centre
        return archive.put(directory).put(metadata).put(tile).array();
    }

    private static void section(ByteBuffer archive, long offset, long length) {
        archive.putLong(offset).putLong(length);
    }

    /** One entry: the first tile, once, of that length, at the beginning of the content. */
    private static byte[] directory(int length) {
        ByteBuffer directory = ByteBuffer.allocate(16);
        directory.put((byte) 1).put((byte) 0).put((byte) 1);
        int rest = length;
        for (; rest > 0x7f; rest >>>= 7) {
            directory.put((byte) (rest & 0x7f | 0x80));
        }
        directory.put((byte) rest).put((byte) 1); // offsets are told plus one
        byte[] bytes = new byte[directory.position()];
        directory.flip().get(bytes);
        return bytes;
    }
}
