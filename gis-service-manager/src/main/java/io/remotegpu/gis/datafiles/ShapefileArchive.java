package io.remotegpu.gis.datafiles;

import io.remotegpu.contracts.workload.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Takes the parts of shapefiles out of their archive. It is read from its beginning to its end, by what stands before each part: a directory at the end
 * that tells otherwise is not even looked at, and what a part says of its own size is measured.
 */
final class ShapefileArchive {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
    private static final Set<String> ENDINGS =
            Set.of("shp", "shx", "dbf", "prj", "cpg", "qix", "sbn", "sbx", "qpj", "xml");
    /** What macOS adds to every archive. */
    private static final String BESIDE_THE_POINT = "__MACOSX/";

    private static final int MOST_PARTS = 100;
    private static final int SHP_HEAD = 28;
    private static final int SHP_CODE = 9994;

    private final Chunks chunks;
    private final UploadedFile file;
    private final long allowance;

    /** @param allowance bytes that all parts may have together */
    ShapefileArchive(Chunks chunks, UploadedFile file, long allowance) {
        this.chunks = chunks;
        this.file = file;
        this.allowance = allowance;
    }

    /** The parts, kept as entries from 1 on. */
    List<DataFile> unpack(InputStream archive) throws RefusedContent {
        List<DataFile> parts = new ArrayList<>();
        long left = allowance;
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().startsWith(BESIDE_THE_POINT)) {
                    requireHarmless(entry, parts);
                    DataFile part = keep(zip, entry.getName(), parts.size() + 1, left);
                    left -= part.size();
                    parts.add(part);
                }
            }
        } catch (IOException
                | IllegalArgumentException broken) { // also its end in the middle, and names that are no text
            throw new RefusedContent("the archive is broken or cut short");
        }
        requireWhole(parts);
        return parts;
    }

    private void requireHarmless(ZipEntry entry, List<DataFile> before) throws RefusedContent {
        String name = entry.getName();
        if (!NAME.matcher(name).matches() || !ENDINGS.contains(ending(name))) {
            throw new RefusedContent("the archive has something that is no part of a shapefile; put files that end in "
                    + new TreeSet<>(ENDINGS) + " into it, without folders, and not '" + name + "'");
        }
        if (before.stream().anyMatch(part -> part.path().equals(path(name)))) {
            throw new RefusedContent("the archive has '" + name + "' twice");
        }
        if (before.size() == MOST_PARTS) {
            throw new RefusedContent("the archive has more than " + MOST_PARTS + " parts");
        }
    }

    private DataFile keep(InputStream zip, String name, int number, long left) throws IOException, RefusedContent {
        EntryWriter writer = new EntryWriter(chunks, file.id(), number);
        byte[] buffer = new byte[16 * 1024];
        ByteBuffer head = ByteBuffer.allocate(SHP_HEAD);
        long size = 0;
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            size += read;
            if (size > left) {
                throw new RefusedContent("the archive unpacks to more than the " + allowance
                        + " bytes that are left of the storage of the service");
            }
            head.put(buffer, 0, Math.min(read, head.remaining()));
            writer.write(buffer, 0, read);
        }
        requireShape(name, head, size);
        return writer.done(path(name));
    }

    private static void requireShape(String name, ByteBuffer head, long size) throws RefusedContent {
        boolean shape = ending(name).equals("shp");
        if (shape && (size < SHP_HEAD || head.getInt(0) != SHP_CODE || head.getInt(24) * 2L != size)) {
            throw new RefusedContent("'" + name + "' is no shapefile, or cut short");
        }
    }

    private void requireWhole(List<DataFile> parts) throws RefusedContent {
        Set<String> paths = new HashSet<>();
        parts.forEach(part -> paths.add(part.path().toLowerCase(Locale.ROOT)));
        List<String> shapes =
                paths.stream().filter(path -> path.endsWith(".shp")).toList();
        if (shapes.isEmpty()) {
            throw new RefusedContent("the archive has no .shp file");
        }
        for (String shape : shapes) {
            String stem = shape.substring(0, shape.length() - 4);
            if (!paths.contains(stem + ".shx") || !paths.contains(stem + ".dbf")) {
                throw new RefusedContent("the archive has a .shp file without its .shx and .dbf");
            }
        }
    }

    private String path(String name) {
        return file.path() + "/" + name;
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
