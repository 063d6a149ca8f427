package io.remotegpu.gateway.docs;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One OpenAPI document made of several: paths and components side by side. Shared components are the same in all, so the first one stays. */
final class MergedDocument {
    private final ObjectNode merged;

    MergedDocument(JsonMapper json) {
        merged = json.createObjectNode();
        merged.put("openapi", "3.1.0");
        merged.putObject("info").put("title", "RemoteGPU").put("version", "1.0.0");
        merged.putArray("servers").addObject().put("url", "/");
        merged.putObject("paths");
        merged.putObject("components");
    }

    MergedDocument add(JsonNode document) {
        addAbsent(merged.withObject("/paths"), document.path("paths"));
        ObjectNode components = merged.withObject("/components");
        document.path("components").properties().forEach(kind -> {
            if (!components.has(kind.getKey())) {
                components.putObject(kind.getKey());
            }
            addAbsent((ObjectNode) components.path(kind.getKey()), kind.getValue());
        });
        return this;
    }

    ObjectNode json() {
        return merged;
    }

    private static void addAbsent(ObjectNode target, JsonNode source) {
        source.properties().forEach(entry -> target.putIfAbsent(entry.getKey(), entry.getValue()));
    }
}
