package io.remotegpu.gis.rendering;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A configuration as renderers read it: by JSON pointer, after the schema has seen to types and bounds. */
public final class Configuration {
    private final JsonNode content;

    public Configuration(ObjectNode content) {
        this.content = content;
    }

    private Configuration(JsonNode part) {
        this.content = part;
    }

    public JsonNode content() {
        return content;
    }

    /** MiB that the instance may use. */
    public int memoryMb() {
        return number("/resources/memory_mb");
    }

    /** MiB that it may keep. */
    public int storageMb() {
        return number("/resources/storage_mb");
    }

    /** Cores. */
    public double cpu() {
        return content.at("/resources/cpu").asDouble();
    }

    public int pids() {
        return number("/resources/pids");
    }

    public int maxConcurrentRequests() {
        return number("/max_concurrent_requests");
    }

    /** Such as {@code 1.14.0}; the type's descriptor knows it. */
    public String version() {
        return text("/version");
    }

    /** private, token or public. */
    public String visibility() {
        return text("/visibility");
    }

    String text(String pointer) {
        return content.at(pointer).asString();
    }

    Optional<String> optionalText(String pointer) {
        return content.at(pointer).isMissingNode() ? Optional.empty() : Optional.of(text(pointer));
    }

    int number(String pointer) {
        return content.at(pointer).asInt();
    }

    OptionalInt optionalNumber(String pointer) {
        return content.at(pointer).isMissingNode() ? OptionalInt.empty() : OptionalInt.of(number(pointer));
    }

    boolean flag(String pointer) {
        return content.at(pointer).asBoolean();
    }

    long id(String pointer) {
        return content.at(pointer).asLong();
    }

    List<String> texts(String pointer) {
        return content.at(pointer).values().stream().map(JsonNode::asString).toList();
    }

    /** The objects of a list. */
    List<Configuration> parts(String pointer) {
        return content.at(pointer).values().stream().map(Configuration::new).toList();
    }

    /** The objects of an object, by name and in its order. */
    List<Map.Entry<String, Configuration>> named(String pointer) {
        return content.at(pointer).properties().stream()
                .map(each -> Map.entry(each.getKey(), new Configuration(each.getValue())))
                .toList();
    }
}
