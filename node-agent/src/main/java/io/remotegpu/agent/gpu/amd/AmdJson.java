package io.remotegpu.agent.gpu.amd;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A part of what AMD's programs print as JSON. What is missing is empty, and so is what says that there is no value. */
record AmdJson(JsonNode node) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern BEGIN = Pattern.compile("^[\\[{]\\s*(?:[\\[{\\]}\"]|$)", Pattern.MULTILINE);
    private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,9})?)(?:\\s*([a-zA-Z%]+))?");
    private static final double KIBI = 1024;

    /** Whether there is any JSON in it. */
    static boolean isPresent(String printed) {
        return BEGIN.matcher(printed).find();
    }

    /**
     * Warnings may stand before it.
     *
     * @throws IllegalArgumentException if there is none that can be read
     */
    static AmdJson parse(String printed) {
        Matcher begin = BEGIN.matcher(printed);
        int end = Math.max(printed.lastIndexOf(']'), printed.lastIndexOf('}')) + 1;
        if (!begin.find() || end <= begin.start()) {
            throw new IllegalArgumentException("it printed no whole JSON");
        }
        try {
            return new AmdJson(JSON.readTree(printed.substring(begin.start(), end)));
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException(
                    "it printed no readable JSON: " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    /** Entries of a list by the GPU's number; newer versions put the list into {@code gpu_data}. */
    Map<Integer, AmdJson> byGpu() {
        Map<Integer, AmdJson> entries = new TreeMap<>();
        JsonNode list = node.isArray() ? node : node.path("gpu_data");
        for (JsonNode entry : list) {
            AmdJson gpu = new AmdJson(entry);
            gpu.number("gpu").ifPresent(index -> entries.put(index.intValue(), gpu));
        }
        return entries;
    }

    AmdJson at(String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return new AmdJson(found);
    }

    Optional<String> text(String... path) {
        JsonNode found = at(path).node();
        return (found.isString() ? Optional.of(found.asString().strip()) : Optional.<String>empty())
                .filter(text -> !text.isEmpty() && !text.startsWith("N/A") && !text.equalsIgnoreCase("none"));
    }

    /** A plain number, one in a text before its unit, or one in an object beside its unit. */
    Optional<Double> number(String... path) {
        return Optional.ofNullable(at(path).value()).map(Value::amount);
    }

    /** An amount of memory; the programs say MB and mean MiB, and do so where they name no unit. */
    Optional<Integer> mebibytes(String... path) {
        Value value = at(path).value();
        return value == null
                ? Optional.empty()
                : Optional.of((int) Math.min(Integer.MAX_VALUE, Math.ceil(value.inMebibytes())));
    }

    private record Value(double amount, String unit) {
        double inMebibytes() {
            return switch (unit.isEmpty() ? 'M' : Character.toUpperCase(unit.charAt(0))) {
                case 'B' -> amount / KIBI / KIBI;
                case 'K' -> amount / KIBI;
                case 'G' -> amount * KIBI;
                default -> amount;
            };
        }
    }

    private @Nullable Value value() {
        if (node.isNumber()) {
            return new Value(node.doubleValue(), "");
        }
        if (node.isObject()) {
            Value inner = new AmdJson(node.path("value")).value();
            return inner == null ? null : new Value(inner.amount(), text("unit").orElse(""));
        }
        Matcher number = NUMBER.matcher(text().orElse(""));
        return number.matches()
                ? new Value(Double.parseDouble(number.group(1)), number.group(2) == null ? "" : number.group(2))
                : null;
    }
}
