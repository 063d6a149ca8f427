package io.remotegpu.workspace.templates;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.remotegpu.workspace.requests.EnvironmentDefaults;
import io.remotegpu.workspace.requests.RequestJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TemplateRepository {
    private static final String SEEN = """
            (:admin or visibility = 'public' or (visibility = 'private' and owner_id = :caller) or workspace_id in
                (select workspace_id from workspace_members where customer_id = :caller and status = 'active'))
            """;
    private static final String FILTERED = " from environment_templates where " + SEEN
            + " and (:any_visibility or visibility in (:visibilities)) and (:any_workspace or workspace_id in (:workspaces))";

    private final JdbcClient jdbc;

    TemplateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(CustomerId owner, NewTemplate template, Instant now) {
        return jdbc.sql("""
                        insert into environment_templates
                            (name, description, visibility, owner_id, workspace_id, spec, parameters, created_at, updated_at)
                        values (:name, :description, :visibility, :owner, :workspace, cast(:spec as jsonb),
                            cast(:parameters as jsonb), :now, :now)
                        returning id
                        """)
                .param("name", template.name().strip())
                .param("description", template.description() == null ? "" : template.description())
                .param("visibility", template.visibility().wireName())
                .param("owner", owner.value())
                .param("workspace", template.workspaceId())
                .param("spec", RequestJson.write(template.spec()))
                .param(
                        "parameters",
                        RequestJson.write(template.parameters() == null ? List.of() : template.parameters()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** As far as the caller may see it. */
    Optional<Template> find(Caller caller, long id) {
        return jdbc.sql("select * from environment_templates where id = :id and " + SEEN)
                .param("id", id)
                .params(caller(caller))
                .query(TemplateRepository::template)
                .optional();
    }

    /** The same; nobody else changes it until the transaction ends. */
    Optional<Template> lock(Caller caller, long id) {
        return jdbc.sql("select * from environment_templates where id = :id and " + SEEN + " for update")
                .param("id", id)
                .params(caller(caller))
                .query(TemplateRepository::template)
                .optional();
    }

    PageView<Template> page(Caller caller, PageQuery query) {
        Map<String, Object> params = caller(caller);
        List<String> visibilities = query.values("visibility", Visibility.class).stream()
                .map(Visibility::wireName)
                .toList();
        List<Long> workspaces = query.numbers("workspace_id");
        params.put("any_visibility", visibilities.isEmpty());
        params.put("visibilities", visibilities.isEmpty() ? List.of("") : visibilities);
        params.put("any_workspace", workspaces.isEmpty());
        params.put("workspaces", workspaces.isEmpty() ? List.of(0L) : workspaces);
        List<Template> items = jdbc.sql(
                        "select *" + FILTERED + " order by " + query.orderBy() + " limit :limit offset :offset")
                .params(params)
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(TemplateRepository::template)
                .list();
        long total = jdbc.sql("select count(*)" + FILTERED)
                .params(params)
                .query(Long.class)
                .single();
        return PageView.of(query, items, total);
    }

    void update(Template template) {
        jdbc.sql("""
                        update environment_templates set name = :name, description = :description,
                            spec = cast(:spec as jsonb), parameters = cast(:parameters as jsonb), updated_at = :now
                        where id = :id
                        """)
                .param("id", template.id())
                .param("name", template.name().strip())
                .param("description", template.description())
                .param("spec", RequestJson.write(template.spec()))
                .param("parameters", RequestJson.write(template.parameters()))
                .param("now", template.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from environment_templates where id = :id")
                .param("id", id)
                .update();
    }

    private static Map<String, Object> caller(Caller caller) {
        return new LinkedHashMap<>(Map.of("caller", caller.id().value(), "admin", caller.isAdmin()));
    }

    private static Template template(ResultSet row, int number) throws SQLException {
        long workspace = row.getLong("workspace_id");
        return new Template(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                Visibility.of(row.getString("visibility")),
                workspace == 0 ? null : new WorkspaceId(workspace),
                new CustomerId(row.getLong("owner_id")),
                RequestJson.read(row.getString("spec"), EnvironmentDefaults.class),
                List.of(RequestJson.read(row.getString("parameters"), TemplateParameter[].class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
