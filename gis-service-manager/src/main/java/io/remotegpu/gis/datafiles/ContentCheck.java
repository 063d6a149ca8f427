package io.remotegpu.gis.datafiles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.remotegpu.gis.descriptors.DataFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Looks at what a file begins with and at the lengths it tells of itself. Whether every tile in it is sound, the software finds out that serves it. */
final class ContentCheck {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int HEAD = 128;
    private static final String SQLITE = "SQLite format 3\0";
    private static final int LARGEST_PAGE = 65_536;
    private static final Set<String> GEOPACKAGES = Set.of("GPKG", "GP10", "GP11");
    private static final List<String> TIFFS = List.of("II*\0", "MM\0*", "II+\0", "MM\0+");
    private static final List<String> FONTS = List.of("\0\1\0\0", "OTTO", "ttcf", "true");
    private static final Set<String> GEOMETRIES = Set.of(
            "FeatureCollection",
            "Feature",
            "Point",
            "MultiPoint",
            "LineString",
            "MultiLineString",
            "Polygon",
            "MultiPolygon",
            "GeometryCollection");

    private ContentCheck() {}

    /** Reads {@code content} to its end only where the format has no header. An archive is looked at when it is unpacked. */
    static void require(DataFormat format, long size, InputStream content) throws IOException, RefusedContent {
        switch (format) {
            case MBTILES -> sqlite(head(content), size);
            case GEOPACKAGE -> geoPackage(head(content), size);
            case PMTILES -> pmTiles(head(content), size);
            case GEOTIFF -> beginning(head(content), TIFFS, "a TIFF");
            case FONT -> beginning(head(content), FONTS, "a TrueType or OpenType font");
            case GEOJSON -> geoJson(content);
            case JSON -> typeOfObject(content);
            case SHAPEFILE -> beginning(head(content), List.of("PK\3\4"), "a ZIP archive");
        }
    }

    private static ByteBuffer head(InputStream content) throws IOException {
        byte[] bytes = new byte[HEAD];
        content.readNBytes(bytes, 0, HEAD);
        return ByteBuffer.wrap(bytes);
    }

    private static String text(ByteBuffer head, int from, int length) {
        return new String(head.array(), from, length, ISO_8859_1);
    }

    private static void beginning(ByteBuffer head, List<String> known, String what) throws RefusedContent {
        if (known.stream().noneMatch(magic -> text(head, 0, magic.length()).equals(magic))) {
            throw new RefusedContent("it does not begin as " + what + " does");
        }
    }

    /** A database that is cut short would be found broken only by whoever asks for the missing tile. */
    private static void sqlite(ByteBuffer head, long size) throws RefusedContent {
        beginning(head, List.of(SQLITE), "an SQLite database");
        int told = Short.toUnsignedInt(head.getShort(16));
        long page = told == 1 ? LARGEST_PAGE : told;
        boolean counted = head.getInt(24) == head.getInt(92);
        long pages = Integer.toUnsignedLong(head.getInt(28));
        if (page < 512 || Long.bitCount(page) != 1 || (counted && pages * page > size)) {
            throw new RefusedContent("its header tells of " + pages + " pages of " + page
                    + " bytes, which do not fit into " + size + " bytes: it is cut short or broken");
        }
    }

    private static void geoPackage(ByteBuffer head, long size) throws RefusedContent {
        sqlite(head, size);
        if (!GEOPACKAGES.contains(text(head, 68, 4))) {
            throw new RefusedContent("it is an SQLite database but no GeoPackage: its application id is another one");
        }
    }

    private static void pmTiles(ByteBuffer head, long size) throws RefusedContent {
        beginning(head, List.of("PMTiles\3"), "a PMTiles archive of version 3");
        head.order(ByteOrder.LITTLE_ENDIAN);
        for (int section = 8; section <= 56; section += 16) {
            long offset = head.getLong(section);
            long length = head.getLong(section + 8);
            if (offset < 0 || length < 0 || offset > size - length) {
                throw new RefusedContent("its header tells of " + length + " bytes at " + offset + " of " + size
                        + ": it is cut short or broken");
            }
        }
    }

    private static void geoJson(InputStream content) throws RefusedContent {
        String type = typeOfObject(content);
        if (!GEOMETRIES.contains(type)) {
            throw new RefusedContent("it is no GeoJSON: its type is '" + type + "'");
        }
    }

    /** The {@code type} of the one object that it is. */
    private static String typeOfObject(InputStream content) throws RefusedContent {
        String type = "";
        try (JsonParser parser = JSON.createParser(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedContent("it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isType = "type".equals(parser.currentName());
                JsonToken value = parser.nextToken();
                type = isType && value == JsonToken.VALUE_STRING ? parser.getString() : type;
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new RefusedContent("something comes after its end");
            }
            return type;
        } catch (JacksonException broken) {
            throw new RefusedContent("it is no JSON: " + broken.getOriginalMessage());
        }
    }
}
