package io.remotegpu.gis.descriptors;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the whole schema of a type of what every configuration has and what its own does. Nothing is let through by omission: objects are closed, and
 * strings without a pattern of their own take neither {@code $}, which some servers expand, nor control characters.
 */
final class SchemaAssembly {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String HARMLESS = "^[^$\\u0000-\\u001f\\u007f]*$";
    private static final int LONGEST = 512;

    private SchemaAssembly() {}

    static ObjectNode of(ObjectNode common, Descriptor descriptor) {
        ObjectNode schema = common.deepCopy();
        merge(schema, descriptor.configuration());
        schema.put("$schema", DIALECT);
        schema.put("$id", "urn:remotegpu:gis:" + descriptor.type());
        schema.put("title", descriptor.title());
        ObjectNode version = schema.withObjectProperty("properties").putObject("version");
        ArrayNode versions = version.putArray("enum");
        descriptor.versions().forEach(each -> versions.add(each.version()));
        version.put("default", descriptor.defaultVersion());
        close(schema);
        return schema;
    }

    private static void merge(ObjectNode target, ObjectNode source) {
        source.forEachEntry((name, value) -> {
            if (value instanceof ObjectNode narrower && target.get(name) instanceof ObjectNode known) {
                merge(known, narrower);
            } else if (value.isNull()) {
                target.remove(name); // the type has no use for it
            } else {
                target.set(name, value.deepCopy());
            }
        });
    }

    private static void close(ObjectNode schema) {
        switch (schema.path("type").asString("")) {
            case "object" -> closeObject(schema);
            case "array" -> closeIfSchema(schema.path("items"));
            case "string" -> closeString(schema);
            default -> {} // numbers, booleans and enumerations are closed by nature
        }
    }

    private static void closeObject(ObjectNode schema) {
        if (!schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        closeIfSchema(schema.path("additionalProperties"));
        schema.path("properties").values().forEach(SchemaAssembly::closeIfSchema);
    }

    private static void closeIfSchema(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            close(schema);
        }
    }

    private static void closeString(ObjectNode schema) {
        if (List.of("pattern", "enum", "const").stream().noneMatch(schema::has)) {
            schema.put("pattern", HARMLESS);
        }
        if (!schema.has("maxLength") && !schema.has("enum")) {
            schema.put("maxLength", LONGEST);
        }
    }
}
