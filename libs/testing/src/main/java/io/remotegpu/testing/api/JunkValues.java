package io.remotegpu.testing.api;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that no field expects, and bodies that hold them. The same seed gives the same values. */
final class JunkValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 3;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "'; drop table customers; --",
            "1' or '1'='1",
            "<script>alert(1)</script>",
            "../../../../etc/passwd",
            "${jndi:ldap://127.0.0.1/a}",
            "%00%0a%s%n",
            "a\u0000b",
            "line\r\nSet-Cookie: a=b",
            "\u202Eevil\u202C",
            "𝕳𝖊𝖑𝖑𝖔 环境 🚀",
            "e\u0301\u0301\u0301",
            "\uD800",
            "-1",
            "0",
            "9223372036854775808",
            "1e309",
            "NaN",
            "0x10",
            "true",
            "2026-13-45T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "00000000-0000-0000-0000-000000000000",
            "env-00000000",
            "x".repeat(300),
            "ü".repeat(70_000));
    private static final List<String> NUMBERS = List.of(
            "-1", "0", "1", "0.5", "-0.0", "2147483648", "9223372036854775807", "-9223372036854775808", "1e308");
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "42",
            "\"text\"",
            "{",
            "{\"a\":",
            "[[[[[[[[]]]]]]]]",
            "{}{}",
            "\uFEFF{}",
            "{'a':1}",
            "[".repeat(2_000));

    private final OpenApiDocument document;
    private final Random random;

    JunkValues(OpenApiDocument document, long seed) {
        this.document = document;
        this.random = new Random(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** Something that could be an identity: a small number more often than not. */
    String identity() {
        return chance(0.5) ? String.valueOf(random.nextInt(1, 50)) : text();
    }

    /** A body for this schema: often of the right shape with some wrong values, sometimes no JSON at all. */
    String body(JsonNode schema) {
        return chance(0.2)
                ? BODIES.get(random.nextInt(BODIES.size()))
                : value(schema, 0).toString();
    }

    private JsonNode value(JsonNode unresolved, int depth) {
        JsonNode schema = document.resolved(unresolved);
        if (depth > 0 && chance(0.25) || depth > DEEPEST) {
            return anything(depth);
        }
        return switch (schema.path("type").asString("object")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> number();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> string(schema);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(property -> {
            if (chance(0.8)) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        if (chance(0.05)) {
            object.put("no_such_field", text());
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode string(JsonNode schema) {
        JsonNode allowed = schema.path("enum");
        if (allowed.isEmpty() || chance(0.3)) {
            return JSON.stringNode(chance(0.5) ? "plain-" + random.nextInt(100) : text());
        }
        return allowed.path(random.nextInt(allowed.size()));
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.nullNode();
            case 1 -> number();
            case 2 -> JSON.booleanNode(random.nextBoolean());
            case 3 -> depth > DEEPEST ? JSON.arrayNode() : array(JSON.objectNode(), depth);
            case 4 -> JSON.objectNode().put("nested", text());
            default -> JSON.stringNode(text());
        };
    }

    private JsonNode number() {
        return JsonMapper.shared().readTree(NUMBERS.get(random.nextInt(NUMBERS.size())));
    }
}
