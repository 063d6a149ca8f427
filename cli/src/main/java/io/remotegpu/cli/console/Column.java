package io.remotegpu.cli.console;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * One column of a table, or one line of a single thing's description.
 *
 * @param value what to show of an item; nothing is shown as "-"
 */
public record Column(String title, Function<JsonNode, String> value) {
    /** A field, by its JSON pointer without the leading slash. */
    public static Column of(String title, String pointer) {
        return new Column(title, item -> item.at("/" + pointer).asString(""));
    }

    String of(JsonNode item) {
        String text = value.apply(item);
        return text.isBlank() ? "-" : text;
    }
}
