package io.remotegpu.workspace.access;

import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers who may do what where. A stranger learns nothing, not even that the workspace exists. */
@Repository
public class WorkspaceAccess {
    private final JdbcClient jdbc;

    WorkspaceAccess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Passes if the caller may do it.
     *
     * @throws PlatformException NOT_FOUND for a stranger, FORBIDDEN for a member whose role does not allow it
     */
    public void require(Caller caller, WorkspaceId workspace, Permission permission) {
        require(caller, workspace, permission, () -> PlatformException.notFound("workspace", workspace));
    }

    /** The same for something inside the workspace: {@code unseen} is what a stranger is told. */
    public void require(
            Caller caller, WorkspaceId workspace, Permission permission, Supplier<PlatformException> unseen) {
        standing(caller, workspace).orElseThrow(unseen).require(workspace, permission);
    }

    private Optional<Standing> standing(Caller caller, WorkspaceId workspace) {
        return jdbc.sql("""
                        select case when :admin then 'owner' else member.role end as role, workspace.status
                        from workspaces workspace
                        left join workspace_members member
                            on member.workspace_id = workspace.id
                            and member.customer_id = :customer and member.status = 'active'
                        where workspace.id = :workspace and (:admin or member.role is not null)
                        """)
                .param("admin", caller.isAdmin())
                .param("customer", caller.id().value())
                .param("workspace", workspace.value())
                .query((row, number) -> new Standing(
                        Role.of(row.getString("role")), row.getString("status").equals("archived")))
                .optional();
    }

    private record Standing(Role role, boolean archived) {
        void require(WorkspaceId workspace, Permission permission) {
            if (!role.may(permission)) {
                throw new PlatformException(
                        ErrorCode.FORBIDDEN,
                        "your role in workspace " + workspace + " is " + role.wireName()
                                + ", which does not allow this; ask its owner",
                        Map.of("role", role.wireName()));
            }
            if (archived && !permission.isReading()) {
                throw new PlatformException(
                        ErrorCode.FORBIDDEN, "workspace " + workspace + " is archived and can only be read");
            }
        }
    }
}
