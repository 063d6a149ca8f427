package io.remotegpu.web;

import java.sql.Types;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * What a caller asks of a list, already checked against the controller's {@link Listing}. A controller gets it as a
 * method parameter.
 *
 * @param page from 1
 * @param pageSize 1 to 100
 * @param sort only allowed columns, most significant first
 * @param id the unique column that ends the order
 * @param filters by name; several values when the caller separated them by commas
 * @param cursor where to go on, null for a page by number
 */
public record PageQuery(
        int page,
        int pageSize,
        List<Order> sort,
        String id,
        Map<String, List<String>> filters,
        @Nullable Cursor cursor) {
    /** One column of the order. */
    public record Order(String column, boolean descending) {
        String sql(String prefix) {
            return prefix + column + (descending ? " desc" : " asc");
        }

        /** As callers write it: {@code -created_at}. */
        public String wireForm() {
            return (descending ? "-" : "") + column;
        }
    }

    public int limit() {
        return pageSize;
    }

    /** Rows to pass over; 0 when a cursor says where to begin. */
    public long offset() {
        return cursor == null ? (page - 1L) * pageSize : 0;
    }

    /** For {@code order by}: checked column names only, safe to put into SQL. */
    public String orderBy() {
        return orderBy("");
    }

    /** The same with a table's alias before each column, such as {@code "e."}. */
    public String orderBy(String prefix) {
        Order last = new Order(id, descending());
        return Stream.concat(sort.stream().filter(order -> !order.column().equals(id)), Stream.of(last))
                .map(order -> order.sql(prefix))
                .collect(Collectors.joining(", "));
    }

    /** A condition for {@code where}: true without a cursor, else only what comes after it. Needs {@link #seekParams()}. */
    public String seek() {
        if (cursor == null) {
            return "true";
        }
        String than = descending() ? " < " : " > ";
        return cursor.key() == null
                ? id + than + ":cursor_id"
                : "(" + sort.getFirst().column() + ", " + id + ")" + than + "(:cursor_key, :cursor_id)";
    }

    /** The named parameters of {@link #seek()}; the database reads each as its column's type. */
    public Map<String, Object> seekParams() {
        Map<String, Object> params = new LinkedHashMap<>();
        if (cursor != null) {
            params.put("cursor_id", new SqlParameterValue(Types.OTHER, cursor.id()));
            if (cursor.key() != null) {
                params.put("cursor_key", new SqlParameterValue(Types.OTHER, cursor.key()));
            }
        }
        return params;
    }

    /** Every value of a filter; empty if the caller did not use it. */
    public List<String> values(String filter) {
        return filters.getOrDefault(filter, List.of());
    }

    /** The filter's one value. */
    public Optional<String> value(String filter) {
        List<String> values = values(filter);
        if (values.size() > 1) {
            throw FieldError.refuse(filter, "must be one value");
        }
        return values.stream().findFirst();
    }

    /** The filter's values as constants, read case-insensitively by name. */
    public <E extends Enum<E>> List<E> values(String filter, Class<E> type) {
        return values(filter).stream()
                .map(value -> constant(filter, value, type))
                .toList();
    }

    /** The filter's values as whole numbers. */
    public List<Long> numbers(String filter) {
        try {
            return values(filter).stream().map(Long::valueOf).toList();
        } catch (NumberFormatException notANumber) {
            throw FieldError.refuse(filter, "must be whole numbers separated by commas");
        }
    }

    /** The filter's one value as an instant in RFC 3339. */
    public Optional<Instant> instant(String filter) {
        return value(filter).map(value -> {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException unreadable) {
                throw FieldError.refuse(filter, "must be an instant such as 2026-01-31T12:00:00Z");
            }
        });
    }

    /** A walk goes one way, so the first column's direction is the id's too. */
    private boolean descending() {
        return sort.isEmpty() || sort.getFirst().descending();
    }

    <T> @Nullable String cursorAfter(T last, BiFunction<T, String, Object> valueOf) {
        String lastId = String.valueOf(valueOf.apply(last, id));
        return switch (sort.size()) {
            case 0 -> new Cursor("", null, lastId).encoded();
            case 1 -> {
                Order order = sort.getFirst();
                yield new Cursor(order.wireForm(), String.valueOf(valueOf.apply(last, order.column())), lastId)
                        .encoded();
            }
            default -> null; // a keyset over several columns is not offered; page numbers serve those
        };
    }

    private static <E extends Enum<E>> E constant(String filter, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> FieldError.refuse(filter, "must be one of " + names(type)));
    }

    private static String names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
