package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What billing-service last said of each user and cause, blocked or not. */
@Repository
class SpendingBlocks {
    static final String UNPAID = """
            select service_id from service_states s
            where desired = 'running' and exists (select 1 from spending_blocks b where b.user_id = s.user_id and b.blocked)
            order by service_id
            """;

    private final JdbcClient jdbc;

    SpendingBlocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers what became true at {@code at}; something newer that is known already stays. Workspaces that are nobody's own are no concern of services. */
    void become(CustomerId customer, @Nullable WorkspaceId workspace, String cause, boolean blocked, Instant at) {
        spender(customer, workspace).ifPresent(user -> jdbc.sql("""
                        insert into spending_blocks (user_id, scope, cause, blocked, at)
                        values (:user, :scope, :cause, :blocked, :at)
                        on conflict (user_id, scope, cause) do update
                            set blocked = excluded.blocked, at = excluded.at where spending_blocks.at < excluded.at
                        """)
                .param("user", user)
                .param("scope", workspace == null ? "customer" : "workspace")
                .param("cause", cause)
                .param("blocked", blocked)
                .param("at", Timestamp.from(at))
                .update());
    }

    /** @throws PlatformException INSUFFICIENT_BALANCE if nothing of theirs may start */
    void require(CustomerId owner) {
        jdbc.sql("select cause from spending_blocks where user_id = :user and blocked order by cause limit 1")
                .param("user", owner.value())
                .query(String.class)
                .optional()
                .ifPresent(cause -> {
                    throw new PlatformException(
                            ErrorCode.INSUFFICIENT_BALANCE,
                            "your " + cause + " is used up: nothing starts until more may be spent",
                            Map.of("cause", cause));
                });
    }

    /** Services that run though nobody pays for them any more. */
    List<Long> unpaid() {
        return jdbc.sql(UNPAID).query(Long.class).list();
    }

    private Optional<Long> spender(CustomerId customer, @Nullable WorkspaceId workspace) {
        return workspace == null
                ? Optional.of(customer.value())
                : jdbc.sql("select user_id from personal_workspaces where workspace_id = :workspace")
                        .param("workspace", workspace.value())
                        .query(Long.class)
                        .optional();
    }
}
