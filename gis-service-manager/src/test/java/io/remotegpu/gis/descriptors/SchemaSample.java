package io.remotegpu.gis.descriptors;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A value that a schema allows and that has every field it knows, lists and maps with one entry. */
final class SchemaSample {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TEXTS = List.of(
            "sample",
            "city.mbtiles",
            "10m",
            "#3388ff",
            "30/s",
            "ada@example.org",
            "https://example.org",
            "public, max-age=300",
            "a-sample-of-twenty-letters");

    private SchemaSample() {}

    static JsonNode of(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer", "number" ->
                JSON.valueToTree(
                        schema.path("minimum").asDouble(1) + 1
                                        > schema.path("maximum").asDouble(2)
                                ? schema.path("minimum").asInt()
                                : schema.path("minimum").asInt() + 1);
            case "boolean" -> JSON.valueToTree(true);
            case "string" -> text(schema);
            default -> throw new IllegalStateException("no sample for " + schema);
        };
    }

    private static JsonNode text(JsonNode schema) {
        String fitting = TEXTS.stream()
                .filter(text -> text.matches(schema.path("pattern").asString(".*")))
                .filter(text -> text.length() >= schema.path("minLength").asInt(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("add a text that fits " + schema));
        return JSON.valueToTree(fitting);
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.createObjectNode();
        schema.path("properties").forEachEntry((name, rule) -> object.set(name, of(rule)));
        if (schema.path("additionalProperties").isObject()) {
            object.set("sample", of(schema.path("additionalProperties")));
        }
        while (object.size() > schema.path("maxProperties").asInt(Integer.MAX_VALUE)) {
            object.remove(object.propertyNames().iterator().next());
        }
        return object;
    }

    private static ArrayNode array(JsonNode schema) {
        ArrayNode array = JSON.createArrayNode();
        for (int i = 0; i < Math.max(1, schema.path("minItems").asInt(1)); i++) {
            array.add(of(schema.path("items")));
        }
        return array;
    }
}
