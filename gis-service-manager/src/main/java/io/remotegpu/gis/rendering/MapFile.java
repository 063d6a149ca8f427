package io.remotegpu.gis.rendering;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One map of a MapServer in its own language. Every text in it passed a schema that leaves it no quote, backslash, bracket or percent sign. */
final class MapFile {
    private final String name;
    private final Configuration map;
    private final RenderRequest request;

    MapFile(String name, Configuration map, RenderRequest request) {
        this.name = name;
        this.map = map;
        this.request = request;
    }

    static boolean isExtent(Configuration map) {
        List<BigDecimal> extent = numbers(map);
        return extent.get(0).compareTo(extent.get(2)) < 0 && extent.get(1).compareTo(extent.get(3)) < 0;
    }

    String text() {
        return """
                MAP
                  NAME "%s"
                  EXTENT %s
                  SIZE 512 512
                  MAXSIZE %d
                  FONTSET "/etc/mapserver/fonts.list"
                  CONFIG "MS_ERRORFILE" "stderr"
                  PROJECTION
                    "init=epsg:%d"
                  END
                  SYMBOL
                    NAME "circle"
                    TYPE ELLIPSE
                    POINTS 1 1 END
                    FILLED TRUE
                  END
                  OUTPUTFORMAT
                    NAME "png"
                    DRIVER AGG/PNG
                    MIMETYPE "image/png"
                    IMAGEMODE RGBA
                    EXTENSION "png"
                    TRANSPARENT ON
                  END
                  OUTPUTFORMAT
                    NAME "mvt"
                    DRIVER MVT
                    MIMETYPE "application/vnd.mapbox-vector-tile"
                    EXTENSION "mvt"
                    FORMATOPTION "EXTENT=4096"
                    FORMATOPTION "EDGE_BUFFER=20"
                  END
                  OUTPUTFORMAT
                    NAME "geojson"
                    DRIVER "OGR/GEOJSON"
                    MIMETYPE "application/json; subtype=geojson"
                    FORMATOPTION "STORAGE=stream"
                    FORMATOPTION "FORM=SIMPLE"
                  END
                  WEB
                    METADATA
                      "ows_title" "%s"
                      "ows_onlineresource" "%s"
                      "ows_srs" "%s"
                      "ows_enable_request" "*"
                      "wfs_getfeature_formatlist" "geojson"
                    END
                  END
                %sEND
                """.formatted(
                        name,
                        numbers(map).stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" ")),
                        map.number("/max_size"),
                        map.number("/srid"),
                        map.optionalText("/title").orElse(name),
                        request.instance().url() + "/" + name + "?",
                        systems(map.number("/srid")),
                        map.parts("/layers").stream().map(this::layer).collect(Collectors.joining()));
    }

    private String layer(Configuration layer) {
        return """
                  LAYER
                    NAME "%s"
                    TYPE %s
                    STATUS ON
                    CONNECTIONTYPE POSTGIS
                    CONNECTION "%s"
                    DATA "%s from %s.%s using unique %s using srid=%d"
                    PROCESSING "CLOSE_CONNECTION=DEFER"
                    PROJECTION
                      "init=epsg:%d"
                    END
                    METADATA
                      "ows_title" "%s"
                      "ows_srs" "%s"
                      "gml_featureid" "%s"
                      "gml_include_items" "%s"
                    END
                    CLASS
                      STYLE
                %s      END
                    END
                  END
                """.formatted(
                        layer.text("/name"),
                        layer.text("/geometry").toUpperCase(Locale.ROOT),
                        request.connection(layer.id("/connection_id")).uri(),
                        layer.text("/geometry_column"),
                        layer.text("/schema"),
                        layer.text("/table"),
                        layer.text("/id_column"),
                        layer.number("/srid"),
                        layer.number("/srid"),
                        layer.optionalText("/title").orElse(layer.text("/name")),
                        systems(layer.number("/srid")),
                        layer.text("/id_column"),
                        fields(layer),
                        style(layer));
    }

    private static String fields(Configuration layer) {
        List<String> fields = layer.texts("/fields");
        return fields.isEmpty() ? "all" : String.join(",", fields);
    }

    private static String style(Configuration layer) {
        String size = layer.content().path("size").decimalValue().toPlainString();
        return "        COLOR " + rgb(layer.text("/color")) + "\n"
                + outline(layer)
                + switch (layer.text("/geometry")) {
                    case "line" -> "        WIDTH " + size + "\n";
                    case "point" -> "        SYMBOL \"circle\"\n        SIZE " + size + "\n";
                    default -> ""; // a polygon has no size
                };
    }

    private static String outline(Configuration layer) {
        Optional<String> color = layer.optionalText("/outline_color");
        return color.map(each -> "        OUTLINECOLOR " + rgb(each) + "\n").orElse("");
    }

    /** The one it is kept in, and those that every map client asks for. */
    private static String systems(int srid) {
        return List.of(srid, 4326, 3857).stream()
                .distinct()
                .map(each -> "EPSG:" + each)
                .collect(Collectors.joining(" "));
    }

    private static String rgb(String color) {
        byte[] parts = HexFormat.of().parseHex(color.substring(1));
        return Byte.toUnsignedInt(parts[0]) + " " + Byte.toUnsignedInt(parts[1]) + " " + Byte.toUnsignedInt(parts[2]);
    }

    private static List<BigDecimal> numbers(Configuration map) {
        return map.content().path("extent").values().stream()
                .map(JsonNode::decimalValue)
                .toList();
    }
}
