package io.remotegpu.gis.descriptors;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import io.remotegpu.web.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the configuration of one type may say: JSON Schema, draft 2020-12. Beside the standard's keywords fields carry {@code x-secret} (kept, never
 * shown), {@code x-restart} (a change restarts what runs) and {@code x-connection} (the number of a stored database connection).
 */
public final class ConfigurationSchema {
    private static final int MOST_ERRORS = 50;
    private static final String SECRET = "x-secret";
    private static final String CONNECTION = "x-connection";

    private final ObjectNode document;
    private final Schema rules;

    /** @param registry may be shared by schemas whose {@code $id} differ */
    ConfigurationSchema(ObjectNode document, SchemaRegistry registry) {
        requireSecretsAtTheTop(document);
        this.document = document;
        this.rules = registry.getSchema(withoutOwnKeywords(document));
    }

    /** The schema as clients get it, to draw forms from and to check before they send. */
    public ObjectNode document() {
        return document.deepCopy();
    }

    /** Everything that is wrong, at most fifty findings, by field; empty if it may be kept. */
    public List<FieldError> check(ObjectNode configuration) {
        return rules.validate(configuration).stream()
                .map(SchemaErrors::fieldError)
                .distinct()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::reason))
                .limit(MOST_ERRORS)
                .toList();
    }

    /** The same in the form that is checked and kept: with the defaults of what it does not say, and whole numbers written as such. */
    public ObjectNode withDefaults(ObjectNode configuration) {
        ObjectNode filled = configuration.deepCopy();
        PlainNumbers.in(filled);
        fill(document, filled);
        return filled;
    }

    /** The same without any secret. */
    public ObjectNode withoutSecrets(ObjectNode configuration) {
        ObjectNode shown = configuration.deepCopy();
        visit(shown, SECRET, (holder, field) -> holder.remove(field));
        return shown;
    }

    /** The same with something in the place of each secret, so that it still can be rendered. */
    public ObjectNode withMaskedSecrets(ObjectNode configuration, String mask) {
        ObjectNode shown = configuration.deepCopy();
        visit(shown, SECRET, (holder, field) -> holder.put(field, mask));
        return shown;
    }

    /** The same, where a secret is missing that {@code former} has with the former's: whoever changes a configuration was never shown them. */
    public ObjectNode keepingSecrets(ObjectNode configuration, ObjectNode former) {
        ObjectNode kept = configuration.deepCopy();
        secretFields().stream()
                .filter(field -> !kept.has(field) && former.has(field))
                .forEach(field -> kept.set(field, former.path(field)));
        return kept;
    }

    /** The secrets that {@code configuration} has, by name. */
    public List<String> secretsIn(ObjectNode configuration) {
        return secretFields().stream().filter(configuration::has).toList();
    }

    /** The secrets that {@code configuration} might have and has not. */
    public List<String> missingSecrets(ObjectNode configuration) {
        return secretFields().stream()
                .filter(field -> !configuration.has(field))
                .toList();
    }

    /** The numbers of the connections that it names, each once. */
    public List<Long> connectionsOf(ObjectNode configuration) {
        List<Long> found = new ArrayList<>();
        visit(
                configuration,
                CONNECTION,
                (holder, field) -> found.add(holder.path(field).asLong()));
        return found.stream().distinct().toList();
    }

    /** The same with other numbers of connections. */
    public ObjectNode withConnections(ObjectNode configuration, LongUnaryOperator moved) {
        ObjectNode changed = configuration.deepCopy();
        visit(changed, CONNECTION, (holder, field) -> {
            if (holder.path(field).canConvertToLong()) {
                holder.put(field, moved.applyAsLong(holder.path(field).longValue()));
            }
        });
        return changed;
    }

    /** Secrets stand at the top of a configuration. */
    private List<String> secretFields() {
        return document.path("properties").properties().stream()
                .filter(property -> property.getValue().path(SECRET).asBoolean(false))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void visit(ObjectNode value, String mark, BiConsumer<ObjectNode, String> effect) {
        visit(document, value, mark, effect);
    }

    private static void visit(JsonNode schema, JsonNode value, String mark, BiConsumer<ObjectNode, String> effect) {
        if (value instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).forEach(field -> {
                JsonNode rule = ruleOf(schema, field);
                if (rule.path(mark).asBoolean(false)) {
                    effect.accept(object, field);
                } else {
                    visit(rule, object.path(field), mark, effect);
                }
            });
        } else if (value instanceof ArrayNode array) {
            array.values().forEach(each -> visit(schema.path("items"), each, mark, effect));
        }
    }

    private static void fill(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").forEachEntry((field, rule) -> {
                if (!object.has(field) && rule.has("default")) {
                    object.set(field, rule.path("default").deepCopy());
                }
            });
            object.forEachEntry((field, each) -> fill(ruleOf(schema, field), each));
        } else if (value instanceof ArrayNode array) {
            array.values().forEach(each -> fill(schema.path("items"), each));
        }
    }

    private static JsonNode ruleOf(JsonNode schema, String field) {
        JsonNode own = schema.path("properties").path(field);
        return own.isMissingNode() ? schema.path("additionalProperties") : own;
    }

    private static void requireSecretsAtTheTop(ObjectNode document) {
        long top = document.path("properties").values().stream()
                .filter(rule -> rule.has(SECRET))
                .count();
        if (document.findValues(SECRET).size() > top) {
            throw new IllegalStateException(
                    document.path("$id") + " marks a field as secret that is not at the top of the configuration");
        }
    }

    private static JsonNode withoutOwnKeywords(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        removeOwnKeywords(copy);
        return copy;
    }

    private static void removeOwnKeywords(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of(SECRET, CONNECTION, "x-restart"));
        }
        node.values().forEach(ConfigurationSchema::removeOwnKeywords);
    }
}
