package io.remotegpu.testing.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What {@code docs/api/contract.md}, which people write, promises of the services. */
public final class ApiContract {
    private static final String OPERATION = "| `";

    private final List<String> lines;

    private ApiContract(List<String> lines) {
        this.lines = lines;
    }

    public static ApiContract read(Path page) {
        try {
            return new ApiContract(Files.readAllLines(page));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The promised operations of a service, by method and path: who may call, statuses of success, errors with their statuses.
     *
     * @param service what the headings of its tables end with
     */
    public Map<String, String> operations(String service) {
        return rows(heading -> heading.endsWith(service)).stream()
                .filter(row -> row.startsWith(OPERATION))
                .map(ApiContract::cells)
                .collect(Collectors.toMap(
                        cells -> cells.getFirst().replace("`", ""),
                        ApiContract::promise,
                        ApiContract::once,
                        TreeMap::new));
    }

    /** The same of what a service says of itself. */
    public static Map<String, String> operations(OpenApiDocument document) {
        return document.operations().stream()
                .collect(Collectors.toMap(
                        OpenApiOperation::name,
                        operation -> String.join(
                                " | ",
                                operation.access(),
                                String.join(" ", operation.successes()),
                                String.join("; ", operation.refusals())),
                        ApiContract::once,
                        TreeMap::new));
    }

    /** Code, name and HTTP status of each promised error, as they stand in the table. */
    public List<List<String>> errors() {
        return rows(heading -> heading.equals("Errors")).stream()
                .filter(row -> Character.isDigit(row.charAt(2)))
                .map(ApiContract::cells)
                .toList();
    }

    /** The rows of the tables under these headings. */
    private List<String> rows(Predicate<String> ofHeading) {
        List<String> rows = new ArrayList<>();
        boolean within = false;
        for (String line : lines) {
            if (line.startsWith("#")) {
                within = ofHeading.test(line.replaceFirst("#+ ", ""));
            } else if (within && line.startsWith("|")) {
                rows.add(line);
            }
        }
        return rows;
    }

    private static String promise(List<String> cells) {
        return String.join(" | ", cells.subList(1, cells.size()));
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static String once(String one, String other) {
        throw new IllegalStateException("promised twice: " + one + " and " + other);
    }
}
