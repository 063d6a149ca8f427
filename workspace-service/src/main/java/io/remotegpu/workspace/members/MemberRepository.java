package io.remotegpu.workspace.members;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.PageQuery;
import io.remotegpu.workspace.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberRepository {
    private static final String MEMBER = """
            select customer.id as customer_id, customer.username, member.role, member.status, member.joined_at
            from workspace_members member join customers customer on customer.id = member.customer_id
            where member.workspace_id = :workspace
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    MemberRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return false if they are a member already */
    boolean add(WorkspaceId workspace, CustomerId customer, Role role) {
        return jdbc.sql("""
                        insert into workspace_members (workspace_id, customer_id, role, joined_at)
                        values (:workspace, :customer, :role, :now)
                        on conflict do nothing
                        """)
                        .param("workspace", workspace.value())
                        .param("customer", customer.value())
                        .param("role", role.wireName())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean isPersonal(WorkspaceId workspace) {
        return jdbc.sql("select exists (select from workspaces where id = :id and type = 'personal')")
                .param("id", workspace.value())
                .query(Boolean.class)
                .single();
    }

    /** The owner of before first: there is never more than one. */
    void transfer(WorkspaceId workspace, CustomerId from, CustomerId to) {
        setRole(workspace, from, Role.ADMIN);
        setRole(workspace, to, Role.OWNER);
    }

    private void setRole(WorkspaceId workspace, CustomerId customer, Role role) {
        jdbc.sql("""
                        update workspace_members set role = :role
                        where workspace_id = :workspace and customer_id = :customer
                        """)
                .param("workspace", workspace.value())
                .param("customer", customer.value())
                .param("role", role.wireName())
                .update();
    }

    /** Who takes over when the owner is gone: an admin before a member before a viewer, who is there longest, and has an account. */
    Optional<CustomerId> heir(WorkspaceId workspace) {
        return jdbc.sql("""
                        select member.customer_id from workspace_members member
                        join customers customer on customer.id = member.customer_id
                        where member.workspace_id = :workspace and member.role <> 'owner'
                            and member.status = 'active' and customer.status = 'active'
                        order by array_position(array['admin', 'member', 'viewer'], member.role::text),
                            member.joined_at, member.customer_id
                        limit 1
                        """)
                .param("workspace", workspace.value())
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .optional();
    }

    /** @return false if there is no such member, or it is the owner */
    boolean changeRole(WorkspaceId workspace, CustomerId customer, Role role) {
        return jdbc.sql("""
                        update workspace_members set role = :role
                        where workspace_id = :workspace and customer_id = :customer and role <> 'owner'
                        """)
                        .param("workspace", workspace.value())
                        .param("customer", customer.value())
                        .param("role", role.wireName())
                        .update()
                == 1;
    }

    /** Whether they were in it once and are no more. */
    boolean hasLeft(WorkspaceId workspace, CustomerId customer) {
        return jdbc.sql("""
                        select exists (select from workspace_leavers
                            where workspace_id = :workspace and customer_id = :customer)
                        """)
                .param("workspace", workspace.value())
                .param("customer", customer.value())
                .query(Boolean.class)
                .single();
    }

    /** @return false if there is no such member, or it is the owner */
    boolean remove(WorkspaceId workspace, CustomerId customer) {
        return jdbc.sql("""
                        delete from workspace_members
                        where workspace_id = :workspace and customer_id = :customer and role <> 'owner'
                        """)
                        .param("workspace", workspace.value())
                        .param("customer", customer.value())
                        .update()
                == 1;
    }

    /** Whether the two are members of any one workspace. */
    boolean know(CustomerId one, CustomerId other) {
        return jdbc.sql("""
                        select exists (
                            select from workspace_members mine join workspace_members theirs using (workspace_id)
                            where mine.customer_id = :one and mine.status = 'active'
                                and theirs.customer_id = :other and theirs.status = 'active')
                        """)
                .param("one", one.value())
                .param("other", other.value())
                .query(Boolean.class)
                .single();
    }

    Optional<MemberView> find(WorkspaceId workspace, CustomerId customer) {
        return jdbc.sql(MEMBER + "and member.customer_id = :customer")
                .param("workspace", workspace.value())
                .param("customer", customer.value())
                .query(MemberRepository::member)
                .optional();
    }

    List<MemberView> page(WorkspaceId workspace, PageQuery query) {
        return jdbc.sql(MEMBER + "order by " + query.orderBy() + " limit :limit offset :offset")
                .param("workspace", workspace.value())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(MemberRepository::member)
                .list();
    }

    long count(WorkspaceId workspace) {
        return jdbc.sql("select count(*) from workspace_members where workspace_id = :workspace")
                .param("workspace", workspace.value())
                .query(Long.class)
                .single();
    }

    private static MemberView member(ResultSet row, int number) throws SQLException {
        return new MemberView(
                new CustomerId(row.getLong("customer_id")),
                row.getString("username"),
                Role.of(row.getString("role")),
                row.getString("status"),
                row.getObject("joined_at", OffsetDateTime.class).toInstant());
    }
}
