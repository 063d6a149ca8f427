package io.remotegpu.workspace.spending;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.customers.Customers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What billing-service last said of each spender and cause, blocked or not. Whoever blocks locks the spender's row, whoever starts shares it,
 * so a start either sees the block or is seen by it.
 */
@Repository
class SpendingBlocks {
    private final JdbcClient jdbc;
    private final Customers customers;

    SpendingBlocks(JdbcClient jdbc, Customers customers) {
        this.jdbc = jdbc;
        this.customers = customers;
    }

    /** Waits for every start at the spender's cost that is under way, and makes later ones wait. */
    void lock(Spender spender) {
        switch (spender) {
            case Spender.OfCustomer(CustomerId customer) -> {
                // one that is still to be heard of gets the row that starts of theirs would wait for
                customers.ensureKnown(customer, "customer-" + customer);
                lock("customers", customer.value(), "no key update");
            }
            case Spender.OfWorkspace(WorkspaceId workspace) -> lock("workspaces", workspace.value(), "no key update");
        }
    }

    /**
     * Remembers what became true at {@code at}.
     *
     * @return false if something newer is known already
     */
    boolean become(Block block, boolean blocked, Instant at) {
        return jdbc.sql("""
                        insert into spending_blocks (%s, cause, blocked, at) values (:spender, :cause, :blocked, :at)
                        on conflict (customer_id, workspace_id, cause) do update
                            set blocked = excluded.blocked, at = excluded.at where spending_blocks.at < excluded.at
                        """.formatted(block.spender().column()))
                        .param("spender", block.spender().id())
                        .param("cause", block.cause().wireName())
                        .param("blocked", blocked)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What stands against a start, which stays so until the transaction ends. */
    Optional<Block> against(CustomerId customer, WorkspaceId workspace) {
        lock("customers", customer.value(), "share");
        lock("workspaces", workspace.value(), "share");
        return jdbc.sql("""
                        select customer_id, workspace_id, cause from spending_blocks
                        where blocked and (customer_id = :customer or workspace_id = :workspace)
                        order by cause, customer_id limit 1
                        """)
                .param("customer", customer.value())
                .param("workspace", workspace.value())
                .query(SpendingBlocks::block)
                .optional();
    }

    private void lock(String table, long id, String strength) {
        jdbc.sql("select id from " + table + " where id = :id for " + strength)
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    private static Block block(ResultSet row, int number) throws SQLException {
        long customer = row.getLong("customer_id");
        Spender spender = row.wasNull()
                ? new Spender.OfWorkspace(new WorkspaceId(row.getLong("workspace_id")))
                : new Spender.OfCustomer(new CustomerId(customer));
        return new Block(spender, Cause.of(row.getString("cause")));
    }
}
