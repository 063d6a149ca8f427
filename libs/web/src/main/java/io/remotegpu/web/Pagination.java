package io.remotegpu.web;

/** Where a page stands in the whole list; {@code page} counts from 1. */
public record Pagination(int page, int pageSize, long total, long totalPages) {
    static Pagination of(PageQuery query, long total) {
        long pages = (total + query.pageSize() - 1) / query.pageSize();
        return new Pagination(query.page(), query.pageSize(), total, pages);
    }
}
