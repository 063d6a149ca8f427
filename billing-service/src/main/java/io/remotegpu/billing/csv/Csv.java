package io.remotegpu.billing.csv;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Comma-separated values by RFC 4180, of which no spreadsheet takes a cell for a formula. */
public final class Csv {
    private static final String NEW_LINE = "\r\n";

    private final StringBuilder text = new StringBuilder();

    /** Numbers stand as they are, in plain notation. */
    public Csv row(Object... cells) {
        text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append(NEW_LINE);
        return this;
    }

    private static String cell(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = safe.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
