package io.remotegpu.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations of map servers that show the towns of a {@link SpatialDatabase}. */
public final class Towns {
    private Towns() {}

    /** A MapServer with the map {@code world} of one layer, {@code towns}, in red. */
    public static Map<String, Object> mapServer(long connection) {
        Map<String, Object> layer = Map.of(
                "name", "towns",
                "connection_id", connection,
                "table", "towns",
                "geometry_column", "geom",
                "id_column", "id",
                "srid", 4326,
                "geometry", "point",
                "fields", List.of("name"),
                "color", "#cc0000",
                "size", 8);
        return Map.of(
                "resources", Map.of("memory_mb", 64, "storage_mb", 64),
                "maps", Map.of("world", Map.of("extent", List.of(-180, -90, 180, 90), "layers", List.of(layer))));
    }

    /** The same with one value more, or another one. */
    public static Map<String, Object> with(Map<String, Object> configuration, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(configuration);
        changed.put(name, value);
        return changed;
    }
}
