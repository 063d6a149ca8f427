package io.remotegpu.gis.descriptors;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.remotegpu.web.FieldError;
import tools.jackson.databind.JsonNode;

/** The validator's findings in the words of the platform. None repeats the value: it may be a secret. */
final class SchemaErrors {
    private static final String ROOT = "config_data";

    private SchemaErrors() {}

    static FieldError fieldError(Error error) {
        String field = field(error.getInstanceLocation());
        String property = String.valueOf(error.getProperty());
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> new FieldError(field + "." + property, "is missing");
            case "additionalProperties" -> new FieldError(field + "." + shortened(property), "is not known here");
            case "propertyNames" -> new FieldError(field + "." + shortened(property), "is not a name that can be used");
            case "enum" -> new FieldError(field, "must be one of " + rule);
            case "pattern" -> new FieldError(field, "must match " + rule.asString(""));
            case "minimum" -> new FieldError(field, "must be at least " + rule);
            case "maximum" -> new FieldError(field, "must be at most " + rule);
            case "minLength" -> new FieldError(field, "must have at least " + rule + " characters");
            case "maxLength" -> new FieldError(field, "must have at most " + rule + " characters");
            case "minItems", "minProperties" -> new FieldError(field, "must have at least " + rule + " entries");
            case "maxItems", "maxProperties" -> new FieldError(field, "must have at most " + rule + " entries");
            case "uniqueItems" -> new FieldError(field, "must not say the same twice");
            case "type" -> new FieldError(field, "must be of type " + rule.asString(""));
            default -> new FieldError(field, "does not fit the rule " + error.getKeyword());
        };
    }

    private static String field(NodePath path) {
        StringBuilder field = new StringBuilder(ROOT);
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getElement(i) instanceof Integer index) {
                field.append('[').append(index).append(']');
            } else {
                field.append('.').append(shortened(path.getName(i)));
            }
        }
        return field.toString();
    }

    private static String shortened(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "…" : name;
    }
}
