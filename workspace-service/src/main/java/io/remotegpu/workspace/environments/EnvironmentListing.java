package io.remotegpu.workspace.environments;

import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists of environments: those of the workspaces the caller is in; an administrator sees all. A page is made of the first rows of each
 * workspace, which an index has in the order asked for, so its cost does not grow with what lies before or behind it.
 */
@Repository
class EnvironmentListing {
    /** The tautology names the index that is for this query alone. */
    private static final String EVERYWHERE = EnvironmentRows.SELECT + """
            where deleted_at is null and workspace_id > 0%s and %s order by %s limit :limit offset :offset
            """;

    private static final String BY_WORKSPACE = """
            select found.* from unnest(cast(:workspaces as bigint[])) workspace (id)
            cross join lateral (
            """ + EnvironmentRows.SELECT + """
                where environments.workspace_id = workspace.id and deleted_at is null%s and %s
                order by %s limit :limit + :offset) found
            order by %s limit :limit offset :offset
            """;

    private final JdbcClient jdbc;
    private final EnvironmentCounts counts;

    EnvironmentListing(JdbcClient jdbc, EnvironmentCounts counts) {
        this.jdbc = jdbc;
        this.counts = counts;
    }

    PageView<EnvironmentView> page(Caller caller, PageQuery query) {
        ListingConditions conditions = ListingConditions.of(query);
        Long[] workspaces = caller.isAdmin() ? new Long[0] : workspaces(caller, query.numbers("workspace_id"));
        List<EnvironmentView> items = jdbc.sql(sql(caller.isAdmin(), query, conditions))
                .params(params(conditions, workspaces))
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query((row, number) ->
                        EnvironmentView.of(EnvironmentRows.environment(row, number), row.getString("customer_name")))
                .list();
        long total = query.cursor() == null ? counts.total(caller, conditions, workspaces) : 0;
        return PageView.of(query, items, total, EnvironmentListing::column);
    }

    static String sql(boolean everywhere, PageQuery query, ListingConditions conditions) {
        return everywhere
                ? EVERYWHERE.formatted(conditions.sql(), query.seek(), query.orderBy())
                : BY_WORKSPACE.formatted(conditions.sql(), query.seek(), query.orderBy(), query.orderBy("found."));
    }

    static Map<String, Object> params(ListingConditions conditions, Long[] workspaces) {
        Map<String, Object> params = conditions.params();
        params.put("workspaces", workspaces);
        return params;
    }

    /** Those the caller is in and, if they named some, asks for. */
    private Long[] workspaces(Caller caller, List<Long> asked) {
        return jdbc.sql("""
                        select workspace_id from workspace_members
                        where customer_id = :caller and status = 'active' and (:any or workspace_id in (:asked))
                        """)
                .param("caller", caller.id().value())
                .param("any", asked.isEmpty())
                .param("asked", asked.isEmpty() ? List.of(0L) : asked)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
    }

    private static Object column(EnvironmentView environment, String column) {
        return switch (column) {
            case "created_at" -> environment.createdAt();
            case "name" -> environment.name();
            case "status" -> environment.status().wireName();
            default -> environment.id();
        };
    }
}
