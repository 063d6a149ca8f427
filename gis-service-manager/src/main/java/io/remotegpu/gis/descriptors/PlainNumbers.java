package io.remotegpu.gis.descriptors;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One form for each number: JSON Schema takes {@code 1.0} for a whole number, which the servers' own files do not. What is too large for any is null. */
final class PlainNumbers {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double LARGEST_WHOLE = 1L << 53;

    private PlainNumbers() {}

    static void in(JsonNode container) {
        switch (container) {
            case ObjectNode object ->
                List.copyOf(object.propertyNames()).forEach(name -> object.set(name, plain(object.path(name))));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, plain(array.path(i)));
                }
            }
            default -> {} // has nothing in it
        }
    }

    private static JsonNode plain(JsonNode value) {
        if (!value.isDouble()) {
            in(value);
            return value;
        }
        double number = value.doubleValue();
        if (!Double.isFinite(number)) {
            return NODES.nullNode();
        }
        return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE ? whole((long) number) : value;
    }

    private static JsonNode whole(long number) {
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }
}
