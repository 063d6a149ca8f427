package io.remotegpu.workspace.invitations;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.PageQuery;
import io.remotegpu.workspace.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvitationRepository {
    private static final String STATUS =
            "case when invitation.status = 'pending' and invitation.expires_at <= :now then 'expired' else invitation.status end";
    private static final String INVITATION = """
            select invitation.*, %s as standing, workspace.name as workspace_name, inviter.username as inviter_name
            from workspace_invitations invitation
            join workspaces workspace on workspace.id = invitation.workspace_id
            join customers inviter on inviter.id = invitation.invited_by
            """.formatted(STATUS);
    private static final String LISTED =
            " where invitation.workspace_id = :workspace and (:any_status or " + STATUS + " in (:statuses)) ";

    private final JdbcClient jdbc;
    private final Clock clock;

    InvitationRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return its id; empty if the address has an open one already */
    Optional<Long> insert(
            WorkspaceId workspace,
            @Nullable String email,
            Role role,
            InvitationToken token,
            CustomerId by,
            Instant until) {
        return jdbc.sql("""
                        insert into workspace_invitations
                            (workspace_id, email, role, token_hash, invited_by, created_at, expires_at)
                        values (:workspace, :email, :role, :hash, :by, :now, :until)
                        on conflict (workspace_id, lower(email)) where status = 'pending' and email is not null do nothing
                        returning id
                        """)
                .param("workspace", workspace.value())
                .param("email", email)
                .param("role", role.wireName())
                .param("hash", token.hash())
                .param("by", by.value())
                .param("now", now())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    /** What is over must not stand in the way of a new one to the same address. */
    void withdrawExpired(WorkspaceId workspace) {
        jdbc.sql("""
                        update workspace_invitations set status = 'withdrawn'
                        where workspace_id = :workspace and status = 'pending' and expires_at <= :now
                        """).param("workspace", workspace.value()).param("now", now()).update();
    }

    long open(WorkspaceId workspace) {
        return jdbc.sql(
                        "select count(*) from workspace_invitations where workspace_id = :workspace and status = 'pending'")
                .param("workspace", workspace.value())
                .query(Long.class)
                .single();
    }

    Optional<Invitation> find(WorkspaceId workspace, long id) {
        return jdbc.sql(INVITATION
                        + "where invitation.workspace_id = :workspace and invitation.id = :id for update of invitation")
                .param("workspace", workspace.value())
                .param("id", id)
                .param("now", now())
                .query(InvitationRepository::invitation)
                .optional();
    }

    /** Whoever else answers it waits until the transaction ends. */
    Optional<Invitation> find(InvitationToken token) {
        return jdbc.sql(INVITATION + "where invitation.token_hash = :hash for update of invitation")
                .param("hash", token.hash())
                .param("now", now())
                .query(InvitationRepository::invitation)
                .optional();
    }

    /** The token of before opens nothing any more. */
    void renew(long id, InvitationToken token, Instant until) {
        jdbc.sql("""
                        update workspace_invitations set token_hash = :hash, expires_at = :until where id = :id
                        """)
                .param("id", id)
                .param("hash", token.hash())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @param by who answered; null where it was withdrawn */
    void end(long id, InvitationStatus status, @Nullable CustomerId by) {
        jdbc.sql("""
                        update workspace_invitations set status = :status, answered_by = :by, answered_at = :now
                        where id = :id
                        """)
                .param("id", id)
                .param("status", status.wireName())
                .param("by", by == null ? null : by.value())
                .param("now", now())
                .update();
    }

    List<Invitation> page(WorkspaceId workspace, PageQuery query) {
        return jdbc.sql(INVITATION + LISTED + " order by " + query.orderBy("invitation.")
                        + " limit :limit offset :offset")
                .params(filters(workspace, query))
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(InvitationRepository::invitation)
                .list();
    }

    long count(WorkspaceId workspace, PageQuery query) {
        return jdbc.sql("select count(*) from workspace_invitations invitation" + LISTED)
                .params(filters(workspace, query))
                .query(Long.class)
                .single();
    }

    private Map<String, Object> filters(WorkspaceId workspace, PageQuery query) {
        List<String> statuses = query.values("status", InvitationStatus.class).stream()
                .map(InvitationStatus::wireName)
                .toList();
        return Map.of(
                "workspace", workspace.value(),
                "now", now(),
                "any_status", statuses.isEmpty(),
                "statuses", statuses.isEmpty() ? List.of("") : statuses);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getLong("id"),
                new WorkspaceId(row.getLong("workspace_id")),
                row.getString("workspace_name"),
                row.getString("email"),
                Role.of(row.getString("role")),
                new CustomerId(row.getLong("invited_by")),
                row.getString("inviter_name"),
                InvitationStatus.of(row.getString("standing")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
