package io.remotegpu.testing.api;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service says of itself at {@code /v3/api-docs}. */
public final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final int DEEPEST = 6;

    private final JsonNode root;

    private OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    public static OpenApiDocument of(String json) {
        return new OpenApiDocument(JsonMapper.shared().readTree(json));
    }

    /** Every operation, by path and method. */
    public List<OpenApiOperation> operations() {
        return root.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .map(entry -> new OpenApiOperation(
                                entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue())))
                .sorted(Comparator.comparing(OpenApiOperation::path).thenComparing(OpenApiOperation::method))
                .toList();
    }

    /** A schema with its reference followed. */
    JsonNode resolved(JsonNode schema) {
        JsonNode current = schema;
        for (int depth = 0; depth < DEEPEST && current.has("$ref"); depth++) {
            current = root.at(current.path("$ref").asString().substring(1));
        }
        return current;
    }
}
