package io.remotegpu.workspace.audit;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.PageQuery;
import io.remotegpu.workspace.tenancy.Tenancy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The workspaces' own record of what was done to them and by whom. */
@Repository
public class AuditLog {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FILTERED =
            " from workspace_audit_logs where workspace_id = :workspace and (:any_action or action in (:actions)) ";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Tenancy tenancy, Clock clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Written in the transaction that makes it true, by the platform: who acts cannot write it, nor leave it out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(WorkspaceId workspace, Entry entry) {
        tenancy.asSystem(() -> {
            jdbc.sql("""
                            insert into workspace_audit_logs
                                (workspace_id, at, actor_id, actor, action, customer_id, before, after)
                            values (:workspace, :now, :actor_id, :actor, :action, :customer,
                                cast(:before as jsonb), cast(:after as jsonb))
                            """)
                    .param("workspace", workspace.value())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("actor_id", number(entry.actorId()))
                    .param("actor", entry.actor())
                    .param("action", entry.action().wireName())
                    .param("customer", number(entry.customer()))
                    .param("before", JSON.writeValueAsString(entry.before()))
                    .param("after", JSON.writeValueAsString(entry.after()))
                    .update();
        });
    }

    List<AuditView> page(WorkspaceId workspace, PageQuery query) {
        return jdbc.sql("select *" + FILTERED + "and " + query.seek() + " order by " + query.orderBy()
                        + " limit :limit offset :offset")
                .params(filters(workspace, query))
                .params(query.seekParams())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(AuditView::of)
                .list();
    }

    long count(WorkspaceId workspace, PageQuery query) {
        return jdbc.sql("select count(*)" + FILTERED)
                .params(filters(workspace, query))
                .query(Long.class)
                .single();
    }

    private static Map<String, Object> filters(WorkspaceId workspace, PageQuery query) {
        List<String> actions = query.values("action", Action.class).stream()
                .map(Action::wireName)
                .toList();
        return Map.of(
                "workspace",
                workspace.value(),
                "any_action",
                actions.isEmpty(),
                "actions",
                actions.isEmpty() ? List.of("") : actions);
    }

    private static @Nullable Long number(@Nullable CustomerId customer) {
        return customer == null ? null : customer.value();
    }
}
