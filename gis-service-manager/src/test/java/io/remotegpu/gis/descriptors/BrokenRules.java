package io.remotegpu.gis.descriptors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** For every rule of a schema a configuration that breaks it, otherwise sound, and the field that has to be named. */
final class BrokenRules {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode root;
    private final List<Broken> found = new ArrayList<>();

    private BrokenRules(JsonNode root) {
        this.root = root;
    }

    record Broken(String rule, String field, ObjectNode configuration) {
        @Override
        public String toString() {
            return rule + " of " + field;
        }
    }

    static List<Broken> of(JsonNode schema) {
        BrokenRules rules = new BrokenRules(schema);
        rules.walk(schema, "", "config_data");
        return rules.found;
    }

    private void walk(JsonNode schema, String pointer, String field) {
        schema.forEachEntry((rule, bound) -> (pointer.isEmpty() && rule.equals("type")
                        ? List.<Map.Entry<String, UnaryOperator<JsonNode>>>of()
                        : broken(schema, rule, bound))
                .forEach(change -> breakAt(rule, pointer, field + change.getKey(), change.getValue())));
        schema.path("properties").forEachEntry((name, rule) -> {
            if (!sample().at(pointer + "/" + name).isMissingNode()) {
                walk(rule, pointer + "/" + name, field + "." + name);
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            walk(schema.path("additionalProperties"), pointer + "/sample", field + ".sample");
        }
        if (schema.has("items")) {
            walk(schema.path("items"), pointer + "/0", field + "[0]");
        }
    }

    /** Each with what it adds to the name of the field. */
    private static List<Map.Entry<String, UnaryOperator<JsonNode>>> broken(
            JsonNode schema, String rule, JsonNode bound) {
        return switch (rule) {
            case "minimum" -> just(value -> JSON.valueToTree(bound.asLong() - 1));
            case "maximum" -> just(value -> JSON.valueToTree(bound.asLong() + 1));
            case "enum" -> just(value -> JSON.valueToTree("no-such"));
            case "type" ->
                just(value -> bound.asString().equals("boolean") ? JSON.valueToTree(7) : JSON.valueToTree(true));
            case "pattern" ->
                List.of(
                        Map.entry("", value -> JSON.valueToTree("${DATABASE_URL}")),
                        Map.entry("", value -> JSON.valueToTree(value.asString() + "\n")),
                        Map.entry("", value -> JSON.valueToTree(value.asString() + "\u0000")));
            case "minLength" -> just(value -> JSON.valueToTree(value.asString().substring(0, bound.asInt() - 1)));
            case "maxLength" -> just(value -> JSON.valueToTree(value.asString().repeat(bound.asInt() + 1)));
            case "minItems" -> just(value -> JSON.createArrayNode());
            case "maxItems" -> just(value -> repeated((ArrayNode) value, bound.asInt() + 1));
            case "uniqueItems" -> just(value -> repeated((ArrayNode) value, 2));
            case "minProperties" -> just(value -> JSON.createObjectNode());
            case "maxProperties" -> just(value -> crowded((ObjectNode) value, schema, bound.asInt() + 1));
            case "required" ->
                bound.values().stream()
                        .map(name -> Map.<String, UnaryOperator<JsonNode>>entry(
                                "." + name.asString(), value -> ((ObjectNode) value).without(name.asString())))
                        .toList();
            case "additionalProperties" ->
                bound.isObject()
                        ? List.of()
                        : List.of(Map.entry(".no_such", value -> ((ObjectNode) value).put("no_such", 1)));
            case "propertyNames" -> List.of(Map.entry(".$x", value -> with(value, schema, "$x")));
            default -> List.of();
        };
    }

    private static List<Map.Entry<String, UnaryOperator<JsonNode>>> just(UnaryOperator<JsonNode> change) {
        return List.of(Map.entry("", change));
    }

    private static JsonNode repeated(ArrayNode array, int times) {
        JsonNode first = array.get(0);
        while (array.size() < times) {
            array.add(first.deepCopy());
        }
        return array;
    }

    private static JsonNode crowded(ObjectNode object, JsonNode schema, int size) {
        JsonNode member = schema.path("additionalProperties");
        List<String> names = member.isObject()
                ? IntStream.range(0, size).mapToObj(i -> "n" + i).toList()
                : List.copyOf(schema.path("properties").propertyNames());
        names.forEach(name -> object.set(
                name,
                SchemaSample.of(
                        member.isObject() ? member : schema.path("properties").path(name))));
        return object;
    }

    private static JsonNode with(JsonNode object, JsonNode schema, String name) {
        return ((ObjectNode) object).set(name, SchemaSample.of(schema.path("additionalProperties")));
    }

    private void breakAt(String rule, String pointer, String field, UnaryOperator<JsonNode> change) {
        ObjectNode sample = sample();
        if (pointer.isEmpty()) {
            found.add(new Broken(rule, field, (ObjectNode) change.apply(sample)));
            return;
        }
        int slash = pointer.lastIndexOf('/');
        JsonNode holder = sample.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        if (holder instanceof ObjectNode object) {
            object.set(last, change.apply(object.path(last)));
        } else {
            ((ArrayNode) holder).set(Integer.parseInt(last), change.apply(holder.get(Integer.parseInt(last))));
        }
        found.add(new Broken(rule, field, sample));
    }

    private ObjectNode sample() {
        return (ObjectNode) SchemaSample.of(root);
    }
}
