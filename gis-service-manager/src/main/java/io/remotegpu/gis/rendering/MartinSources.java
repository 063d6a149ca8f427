package io.remotegpu.gis.rendering;

import io.remotegpu.web.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a Martin serves: databases, and files of its volume. */
final class MartinSources {
    private static final String VOLUME = "/var/lib/martin/";
    /** Those of which one at least is needed; styles and fonts go with them. */
    private static final List<String> TILES = List.of("pmtiles", "mbtiles", "geojson");

    private static final List<String> BY_NAME = List.of("pmtiles", "mbtiles", "geojson", "styles");
    private static final List<String> TABLE_FIELDS =
            List.of("schema", "table", "srid", "geometry_column", "id_column", "geometry_type", "minzoom", "maxzoom");
    private static final List<String> FUNCTION_FIELDS = List.of("schema", "function", "minzoom", "maxzoom");

    private MartinSources() {}

    /** Names of the kinds that have a source. */
    static List<String> of(Configuration configuration) {
        List<String> kinds = new ArrayList<>(TILES.stream()
                .filter(kind -> !files(configuration, kind).isEmpty())
                .toList());
        if (!configuration.parts("/postgres").isEmpty()) {
            kinds.add("postgres");
        }
        return kinds;
    }

    /** Two files of one kind that would be served under one name. */
    static List<FieldError> clashes(Configuration configuration) {
        return BY_NAME.stream()
                .filter(kind -> sources(configuration, kind).size()
                        < files(configuration, kind).size())
                .map(kind -> new FieldError(
                        "config_data." + kind + ".files",
                        "must differ in more than their endings: each is served by its name"))
                .toList();
    }

    static void write(RenderRequest request, Map<String, Object> document) {
        Configuration configuration = request.configuration();
        List<Map<String, Object>> databases = configuration.parts("/postgres").stream()
                .map(each -> database(each, request.connection(each.id("/connection_id"))))
                .toList();
        if (!databases.isEmpty()) {
            document.put("postgres", databases);
        }
        BY_NAME.stream()
                .filter(kind -> !files(configuration, kind).isEmpty())
                .forEach(kind -> document.put(kind, kind(configuration, kind)));
        List<String> fonts = files(configuration, "fonts").stream()
                .map(file -> VOLUME + "fonts/" + file)
                .toList();
        if (!fonts.isEmpty()) {
            document.put("fonts", fonts);
        }
    }

    private static Map<String, Object> kind(Configuration configuration, String kind) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("sources", sources(configuration, kind));
        if (kind.equals("pmtiles")) {
            content.put("allow_http", false); // files of the volume alone
        }
        return content;
    }

    private static Map<String, Object> database(Configuration source, DatabaseConnection connection) {
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("connection_string", connection.uri());
        database.put("pool_size", source.number("/pool_size"));
        source.optionalNumber("/default_srid").ifPresent(srid -> database.put("default_srid", srid));
        database.put("auto_bounds", source.text("/auto_bounds"));
        database.put("max_feature_count", source.number("/max_feature_count"));
        database.put("reload_interval", source.text("/reload_interval"));
        database.put("auto_publish", autoPublish(source));
        named(source, "tables", TABLE_FIELDS, database);
        named(source, "functions", FUNCTION_FIELDS, database);
        return database;
    }

    private static Object autoPublish(Configuration source) {
        if (!source.flag("/auto_publish/enabled")) {
            return false;
        }
        Map<String, Object> publish = new LinkedHashMap<>();
        publish.put("from_schemas", source.texts("/auto_publish/schemas"));
        publish.put("tables", source.flag("/auto_publish/tables"));
        publish.put("functions", source.flag("/auto_publish/functions"));
        return publish;
    }

    private static void named(Configuration source, String kind, List<String> fields, Map<String, Object> database) {
        Map<String, Object> entries = new LinkedHashMap<>();
        source.named("/" + kind).forEach(each -> entries.put(each.getKey(), entry(each.getValue(), fields)));
        if (!entries.isEmpty()) {
            database.put(kind, entries);
        }
    }

    private static Map<String, Object> entry(Configuration given, List<String> fields) {
        Map<String, Object> entry = new LinkedHashMap<>();
        JsonNode content = given.content();
        fields.stream().filter(content::has).forEach(field -> entry.put(field, content.path(field)));
        if (content.has("properties")) {
            entry.put("properties", content.path("properties"));
        }
        return entry;
    }

    private static Map<String, String> sources(Configuration configuration, String kind) {
        Map<String, String> sources = new LinkedHashMap<>();
        files(configuration, kind)
                .forEach(file -> sources.putIfAbsent(file.replaceFirst("\\.[^.]*$", ""), VOLUME + kind + "/" + file));
        return sources;
    }

    private static List<String> files(Configuration configuration, String kind) {
        return configuration.texts("/" + kind + "/files");
    }
}
