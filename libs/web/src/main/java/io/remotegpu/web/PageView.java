package io.remotegpu.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as {@code data} of the answer.
 *
 * @param pagination null while walking by cursor, which counts nothing
 * @param nextCursor null when this is the end, or the list is not walked by cursor
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PageView<T>(
        List<T> items,
        @Nullable Pagination pagination,
        @Nullable String nextCursor) {
    /** A page by number. */
    public static <T> PageView<T> of(PageQuery query, List<T> items, long total) {
        return new PageView<>(items, Pagination.of(query, total), null);
    }

    /**
     * A page that can also be walked on from.
     *
     * @param total of all pages; not looked at when {@code query} came with a cursor
     * @param valueOf the value of one column of one item; asked for the sorted column and the id
     */
    public static <T> PageView<T> of(
            PageQuery query, List<T> items, long total, BiFunction<T, String, Object> valueOf) {
        Pagination pagination = query.cursor() == null ? Pagination.of(query, total) : null;
        boolean full = items.size() == query.pageSize();
        String next = full ? query.cursorAfter(items.getLast(), valueOf) : null;
        return new PageView<>(items, pagination, next);
    }
}
