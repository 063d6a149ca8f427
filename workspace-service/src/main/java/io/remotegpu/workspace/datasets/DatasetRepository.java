package io.remotegpu.workspace.datasets;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DatasetRepository {
    private static final String COLUMNS = """
            select datasets.*, (select count(*) from dataset_usage usage
                                where usage.dataset_id = datasets.id and usage.until is null) as used_by
            """;
    private static final String SEEN = """
            (:admin or visibility = 'public' or workspace_id in
                (select workspace_id from workspace_members where customer_id = :caller and status = 'active'))
            """;
    private static final String FILTERED = " from datasets where " + SEEN + """
             and (:any_visibility or visibility in (:visibilities)) and (:any_workspace or workspace_id in (:workspaces))
             and (:any_name or name in (:names))
            """;

    private final JdbcClient jdbc;

    DatasetRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(CustomerId owner, NewDataset dataset, Instant now) {
        return jdbc.sql("""
                        insert into datasets
                            (name, description, visibility, owner_id, workspace_id, kind, source, created_at, updated_at)
                        values (:name, :description, :visibility, :owner, :workspace, :kind, :source, :now, :now)
                        returning id
                        """)
                .param("name", dataset.name())
                .param("description", dataset.description() == null ? "" : dataset.description())
                .param("visibility", dataset.workspaceId() == null ? "public" : "workspace")
                .param("owner", owner.value())
                .param("workspace", dataset.workspaceId())
                .param("kind", dataset.kind())
                .param("source", dataset.source())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** As far as the caller may see it. */
    Optional<Dataset> find(Caller caller, long id) {
        return jdbc.sql(COLUMNS + " from datasets where id = :id and " + SEEN)
                .param("id", id)
                .params(caller(caller))
                .query(DatasetRepository::dataset)
                .optional();
    }

    /** The same; nobody else changes it, or begins to read it, until the transaction ends. */
    Optional<Dataset> lock(Caller caller, long id) {
        return jdbc.sql(COLUMNS + " from datasets where id = :id and " + SEEN + " for update")
                .param("id", id)
                .params(caller(caller))
                .query(DatasetRepository::dataset)
                .optional();
    }

    /** Those of the ids that environments of the workspace may read; they cannot be deleted until the transaction ends. */
    List<Dataset> readableIn(WorkspaceId workspace, Collection<Long> ids) {
        return jdbc.sql(COLUMNS + """
                         from datasets where id in (:ids) and (visibility = 'public' or workspace_id = :workspace)
                        order by id for share of datasets
                        """)
                .param("ids", ids)
                .param("workspace", workspace.value())
                .query(DatasetRepository::dataset)
                .list();
    }

    PageView<Dataset> page(Caller caller, PageQuery query) {
        Map<String, Object> params = caller(caller);
        among("visibility", "visibilities", query.values("visibility"), "", params);
        among("workspace", "workspaces", query.numbers("workspace_id"), 0L, params);
        among("name", "names", query.values("name"), "", params);
        List<Dataset> items = jdbc.sql(
                        COLUMNS + FILTERED + " order by " + query.orderBy() + " limit :limit offset :offset")
                .params(params)
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(DatasetRepository::dataset)
                .list();
        long total = jdbc.sql("select count(*)" + FILTERED)
                .params(params)
                .query(Long.class)
                .single();
        return PageView.of(query, items, total);
    }

    void describe(long id, String description, Instant now) {
        jdbc.sql("update datasets set description = :description, updated_at = :now where id = :id")
                .param("id", id)
                .param("description", description)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from datasets where id = :id").param("id", id).update();
    }

    private static <T> void among(String name, String plural, List<T> values, T none, Map<String, Object> params) {
        params.put("any_" + name, values.isEmpty());
        params.put(plural, values.isEmpty() ? List.of(none) : values);
    }

    private static Map<String, Object> caller(Caller caller) {
        return new LinkedHashMap<>(Map.of("caller", caller.id().value(), "admin", caller.isAdmin()));
    }

    private static Dataset dataset(ResultSet row, int number) throws SQLException {
        long workspace = row.getLong("workspace_id");
        return new Dataset(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("visibility"),
                workspace == 0 ? null : new WorkspaceId(workspace),
                new CustomerId(row.getLong("owner_id")),
                row.getString("kind"),
                row.getString("source"),
                Dataset.mountPath(row.getString("name")),
                row.getInt("used_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
