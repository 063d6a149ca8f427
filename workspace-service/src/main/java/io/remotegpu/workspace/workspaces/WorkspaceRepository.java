package io.remotegpu.workspace.workspaces;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Caller;
import io.remotegpu.web.PageQuery;
import io.remotegpu.workspace.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WorkspaceRepository {
    /** What one caller may know of, with their role in it. */
    private static final String SEEN = """
            (select workspace.*, member.role as my_role
             from workspaces workspace
             left join workspace_members member on member.workspace_id = workspace.id
                 and member.customer_id = :caller and member.status = 'active'
             where :admin or member.role is not null) seen
            """;

    private static final String FILTERED = """
            from %s where status in (:statuses) and (:any_type or type in (:types))
            """.formatted(SEEN);

    private final JdbcClient jdbc;
    private final Clock clock;

    WorkspaceRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    WorkspaceId insert(CustomerId owner, String name, String description, WorkspaceType type) {
        return jdbc.sql("""
                        insert into workspaces (uuid, name, description, type, owner_id, created_at)
                        values (:uuid, :name, :description, :type, :owner, :now) returning id
                        """)
                .param("uuid", UUID.randomUUID())
                .param("name", name)
                .param("description", description)
                .param("type", type.wireName())
                .param("owner", owner.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new WorkspaceId(row.getLong("id")))
                .single();
    }

    boolean hasPersonal(CustomerId owner) {
        return jdbc.sql("select exists (select from workspaces where owner_id = :owner and type = 'personal')")
                .param("owner", owner.value())
                .query(Boolean.class)
                .single();
    }

    Optional<WorkspaceView> find(WorkspaceId id, Caller caller) {
        return jdbc.sql("select * from " + SEEN + " where id = :id")
                .param("id", id.value())
                .param("caller", caller.id().value())
                .param("admin", caller.isAdmin())
                .query(WorkspaceRepository::workspace)
                .optional();
    }

    List<WorkspaceView> page(Caller caller, PageQuery query) {
        return jdbc.sql("select * " + FILTERED + " and " + query.seek() + " order by " + query.orderBy()
                        + " limit :limit offset :offset")
                .params(filters(caller, query))
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(WorkspaceRepository::workspace)
                .list();
    }

    long count(Caller caller, PageQuery query) {
        return jdbc.sql("select count(*) " + FILTERED)
                .params(filters(caller, query))
                .query(Long.class)
                .single();
    }

    void update(WorkspaceId id, WorkspaceChanges changes) {
        jdbc.sql("""
                        update workspaces set name = coalesce(:name, name),
                            description = coalesce(:description, description)
                        where id = :id
                        """)
                .param("id", id.value())
                .param("name", changes.name())
                .param("description", changes.description())
                .update();
    }

    /** Keeps new environments out until the transaction ends. */
    WorkspaceType lock(WorkspaceId id) {
        return jdbc.sql("select type from workspaces where id = :id for update")
                .param("id", id.value())
                .query((row, number) ->
                        WorkspaceType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)))
                .single();
    }

    boolean isArchived(WorkspaceId id) {
        return jdbc.sql("select exists (select from workspaces where id = :id and status = 'archived')")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    CustomerId owner(WorkspaceId id) {
        return jdbc.sql("select owner_id from workspaces where id = :id")
                .param("id", id.value())
                .query((row, number) -> new CustomerId(row.getLong("owner_id")))
                .single();
    }

    void setOwner(WorkspaceId id, CustomerId owner) {
        jdbc.sql("update workspaces set owner_id = :owner where id = :id")
                .param("id", id.value())
                .param("owner", owner.value())
                .update();
    }

    /** In the order in which they are locked, so that two that settle at once wait and never block each other. */
    List<WorkspaceId> memberships(CustomerId customer) {
        return jdbc.sql(
                        "select workspace_id from workspace_members where customer_id = :customer order by workspace_id")
                .param("customer", customer.value())
                .query((row, number) -> new WorkspaceId(row.getLong("workspace_id")))
                .list();
    }

    Optional<WorkspaceId> reopenPersonal(CustomerId owner) {
        return jdbc.sql("""
                        update workspaces set status = 'active'
                        where owner_id = :owner and type = 'personal' and status = 'archived' returning id
                        """)
                .param("owner", owner.value())
                .query((row, number) -> new WorkspaceId(row.getLong("id")))
                .optional();
    }

    long liveEnvironments(WorkspaceId id) {
        return jdbc.sql("select count(*) from environments where workspace_id = :id and deleted_at is null")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    void archive(WorkspaceId id) {
        jdbc.sql("update workspaces set status = 'archived' where id = :id")
                .param("id", id.value())
                .update();
    }

    private static Map<String, Object> filters(Caller caller, PageQuery query) {
        List<String> statuses = query.values("status");
        List<String> types = query.values("type");
        return Map.of(
                "caller", caller.id().value(),
                "admin", caller.isAdmin(),
                "statuses", statuses.isEmpty() ? List.of("active") : statuses,
                "any_type", types.isEmpty(),
                "types", types.isEmpty() ? List.of("") : types);
    }

    private static WorkspaceView workspace(ResultSet row, int number) throws SQLException {
        String role = row.getString("my_role");
        return new WorkspaceView(
                new WorkspaceId(row.getLong("id")),
                row.getObject("uuid", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getString("type"),
                new CustomerId(row.getLong("owner_id")),
                row.getInt("member_count"),
                row.getString("status"),
                role == null ? null : Role.of(role),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
