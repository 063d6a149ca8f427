package io.remotegpu.gis.descriptors;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What users may upload for their services, told by the ending of the name and proven by the content. */
public enum DataFormat {
    MBTILES(".mbtiles"),
    PMTILES(".pmtiles"),
    GEOJSON(".geojson", ".json"),
    GEOTIFF(".tif", ".tiff"),
    GEOPACKAGE(".gpkg"),
    /** Zipped; what the service sees are the parts. */
    SHAPEFILE(".zip"),
    /** A style, for example. */
    JSON(".json"),
    FONT(".ttf", ".otf", ".ttc");

    private final List<String> endings;

    DataFormat(String... endings) {
        this.endings = List.of(endings);
    }

    public List<String> endings() {
        return endings;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The other way. */
    public static DataFormat of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** The one among {@code allowed} whose files are named so. */
    public static Optional<DataFormat> of(String fileName, List<DataFormat> allowed) {
        return Arrays.stream(values())
                .filter(allowed::contains)
                .filter(format -> format.endings.stream()
                        .anyMatch(ending -> fileName.toLowerCase(Locale.ROOT).endsWith(ending)))
                .findFirst();
    }
}
