package io.remotegpu.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Columns as wide as their widest cell, two spaces apart. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<Column> columns, List<JsonNode> items) {
        rows.add(columns.stream().map(Column::title).toList());
        for (JsonNode item : items) {
            rows.add(columns.stream().map(column -> harmless(column.of(item))).toList());
        }
    }

    List<String> lines() {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths.get(column) - row.get(column).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    /** Names are other people's words: they must not steer this terminal. */
    static String harmless(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
