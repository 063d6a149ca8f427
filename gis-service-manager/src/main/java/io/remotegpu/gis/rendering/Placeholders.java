package io.remotegpu.gis.rendering;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Fills {@code {{a.b}}} from a tree. In the text of a file each value becomes a JSON literal, quotes included, which JSON, TOML and YAML read alike; so
 * a value can end no string and begin no key. Arguments and variables take the bare value.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+(?:\\.[a-z_]+)*)}}");

    private final JsonNode model;

    Placeholders(JsonNode model) {
        this.model = model;
    }

    String inFile(String template) {
        return fill(template, JsonNode::toString);
    }

    String inArgument(String template) {
        return fill(template, JsonNode::asString);
    }

    private String fill(String template, Function<JsonNode, String> form) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(form.apply(value(found.group(1)))));
    }

    private JsonNode value(String path) {
        JsonNode value = model.at("/" + path.replace('.', '/'));
        if (value.isMissingNode()) {
            throw new IllegalStateException("a descriptor's template names {{" + path + "}}, which has no value");
        }
        return value;
    }
}
