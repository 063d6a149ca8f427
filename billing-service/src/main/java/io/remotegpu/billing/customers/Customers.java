package io.remotegpu.billing.customers;

import io.remotegpu.contracts.CustomerId;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of customers and of who manages which workspace. */
@Component
public class Customers {
    private final JdbcClient jdbc;

    Customers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Typed(long customerId, String userType) {}

    /** admin, internal or external by customer; whoever is not known yet is missing. */
    public Map<Long, String> typesOf(Collection<Long> customers) {
        return jdbc
                .sql("select customer_id, user_type from customers where customer_id = any (:customers)")
                .param("customers", customers.toArray(Long[]::new))
                .query(Typed.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Typed::customerId, Typed::userType));
    }

    /** Whether the customer owns or administers the workspace. */
    public boolean manages(CustomerId customer, long workspaceId) {
        return jdbc.sql("select exists (select from workspace_managers where workspace_id = ? and customer_id = ?)")
                .params(workspaceId, customer.value())
                .query(Boolean.class)
                .single();
    }

    void register(long customer, String username, String userType) {
        jdbc.sql("""
                insert into customers (customer_id, username, user_type) values (:customer, :username, :type)
                on conflict (customer_id) do update set user_type = excluded.user_type,
                    username = case when excluded.username = '' then customers.username else excluded.username end
                """)
                .param("customer", customer)
                .param("username", username)
                .param("type", userType)
                .update();
    }

    void workspace(long workspace, String name, long owner) {
        jdbc.sql("insert into workspaces (workspace_id, name, owner_id) values (?, ?, ?) on conflict do nothing")
                .params(workspace, name, owner)
                .update();
        manager(workspace, owner, true);
    }

    void manager(long workspace, long customer, boolean manages) {
        String sql = manages
                ? "insert into workspace_managers (workspace_id, customer_id) values (?, ?) on conflict do nothing"
                : "delete from workspace_managers where workspace_id = ? and customer_id = ?";
        jdbc.sql(sql).params(workspace, customer).update();
    }
}
