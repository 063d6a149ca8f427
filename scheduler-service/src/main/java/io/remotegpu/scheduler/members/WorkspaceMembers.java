package io.remotegpu.scheduler.members;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.WorkspaceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A copy of who is in which workspace. Whatever their role, all of them see its environments. */
@Component
public class WorkspaceMembers {
    private final JdbcClient jdbc;

    WorkspaceMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As far as was heard: somebody who has just joined may not be known yet. */
    public boolean isIn(WorkspaceId workspace, CustomerId customer) {
        return jdbc.sql(
                        "select exists (select from workspace_members where workspace_id = :workspace and customer_id = :customer)")
                .param("workspace", workspace.value())
                .param("customer", customer.value())
                .query(Boolean.class)
                .single();
    }

    /** Told again with each other role. */
    void add(WorkspaceMemberAdded fact) {
        jdbc.sql(
                        "insert into workspace_members (workspace_id, customer_id) values (:workspace, :customer) on conflict do nothing")
                .param("workspace", fact.workspaceId().value())
                .param("customer", fact.customerId().value())
                .update();
    }

    void remove(WorkspaceMemberRemoved fact) {
        jdbc.sql("delete from workspace_members where workspace_id = :workspace and customer_id = :customer")
                .param("workspace", fact.workspaceId().value())
                .param("customer", fact.customerId().value())
                .update();
    }
}
