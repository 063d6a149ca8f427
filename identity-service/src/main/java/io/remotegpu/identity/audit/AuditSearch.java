package io.remotegpu.identity.audit;

import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds entries. What was committed before the question is in the answer. */
@Repository
class AuditSearch {
    private static final int PAGE = 1000;

    private final JdbcClient jdbc;
    private final AuditSealer sealer;

    AuditSearch(JdbcClient jdbc, AuditSealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    PageView<AuditLogView> page(PageQuery query) {
        sealer.sealNow();
        AuditFilter filter = AuditFilter.of(query);
        List<AuditLogView> items = jdbc
                .sql("select * from audit_logs where " + filter.where() + " and " + query.seek() + " order by "
                        + query.orderBy() + " limit :limit offset :offset")
                .params(filter.params())
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(ChainLink::of)
                .list()
                .stream()
                .map(AuditLogView::of)
                .toList();
        return PageView.of(query, items, query.cursor() == null ? count(filter) : 0, AuditSearch::value);
    }

    /** Every entry that fits, oldest first, page after page: neither memory nor a transaction is held for all of them. */
    void forEach(PageQuery query, Consumer<AuditLogView> consumer) {
        sealer.sealNow();
        AuditFilter filter = AuditFilter.of(query);
        long after = 0;
        List<ChainLink> page;
        do {
            page = jdbc.sql("select * from audit_logs where " + filter.where()
                            + " and id > :exported order by id limit :limit")
                    .params(filter.params())
                    .param("exported", after)
                    .param("limit", PAGE)
                    .query(ChainLink::of)
                    .list();
            page.stream().map(AuditLogView::of).forEach(consumer);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
    }

    private long count(AuditFilter filter) {
        return jdbc.sql("select count(*) from audit_logs where " + filter.where())
                .params(filter.params())
                .query(Long.class)
                .single();
    }

    private static Object value(AuditLogView entry, String column) {
        return column.equals("created_at") ? entry.createdAt() : entry.id();
    }
}
