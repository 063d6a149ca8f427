package io.remotegpu.cli.console;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows answers in the format that was asked for. JSON is the API's own {@code data}, unchanged. */
public final class Output {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintWriter out;
    private final OutputFormat format;

    public Output(PrintWriter out, OutputFormat format) {
        this.out = out;
        this.format = format;
    }

    /** Many things: one line each. */
    public void list(List<JsonNode> items, List<Column> columns) {
        switch (format) {
            case TABLE -> new Table(columns, items).lines().forEach(out::println);
            case JSON -> json(JSON.createArrayNode().addAll(items));
        }
        out.flush();
    }

    /** One thing: a line for each of its fields that has a value. */
    public void item(JsonNode item, List<Column> fields) {
        switch (format) {
            case TABLE ->
                fields.stream()
                        .filter(field -> !field.value().apply(item).isBlank())
                        .forEach(field -> out.printf("%-12s  %s%n", field.title(), Table.harmless(field.of(item))));
            case JSON -> json(item);
        }
        out.flush();
    }

    /** A sentence for people; programs get {@code data} instead. */
    public void done(String sentence, JsonNode data) {
        switch (format) {
            case TABLE -> out.println(sentence);
            case JSON -> json(data);
        }
        out.flush();
    }

    private void json(JsonNode data) {
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(data));
    }
}
