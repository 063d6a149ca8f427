package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Which indexes serve the statements that every login and every look at notifications runs, on 20,000 people of whom nothing stays. */
@IdentityTest
class IndexPlanIT {
    private static final String PEOPLE = """
            insert into customers (username, email, password_hash, user_type, account_type, created_at, updated_at)
            select 'plan-' || n, 'plan-' || n || '@example.org', 'x', 'external', 'individual', now(), now()
            from generate_series(1, 20000) n
            """;
    private static final String NOTIFICATIONS = """
            insert into notifications (customer_id, kind, args, in_app, created_at, read_at)
            select id, 'quota_nearly_used', '{}', true, now(), case when n < 10 then now() end
            from customers, generate_series(1, 10) n where username like 'plan-1%'
            """;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionOperations transaction;

    @Test
    void findsAccountsByNameAndByAddress() {
        assertThat(plan("select * from customers where lower(username) = lower(:login) and status <> 'deleted'"))
                .contains("idx_customers_username")
                .doesNotContain("Seq Scan");
        assertThat(plan("select * from customers where lower(email) = lower(:login) and status <> 'deleted'"))
                .contains("idx_customers_email")
                .doesNotContain("Seq Scan");
    }

    @Test
    void findsTheActiveAdministratorsAmongEverybody() {
        assertThat(
                        plan(
                                "select id from customers where user_type = 'admin' and status = 'active' order by id for no key update"))
                .contains("idx_customers_administrators")
                .doesNotContain("Seq Scan");
    }

    @Test
    void readsNotificationsNewestFirstAndTheUnreadOnesByAnIndexOfTheirOwn() {
        String mine =
                "select * from notifications where customer_id = (select id from customers where username = :login) and in_app";
        assertThat(plan(mine + " order by id desc limit 20"))
                .contains("idx_notifications_customer")
                .doesNotContain("Seq Scan on notifications");
        assertThat(plan(mine + " and read_at is null order by id desc limit 20"))
                .contains("idx_notifications_unread")
                .doesNotContain("Seq Scan on notifications");
    }

    private String plan(String sql) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql(PEOPLE).update();
            jdbc.sql(NOTIFICATIONS).update();
            jdbc.sql("analyze customers, notifications").update();
            return String.join(
                    "\n",
                    jdbc.sql("explain (costs off) " + sql)
                            .params(Map.of("login", "plan-17"))
                            .query(String.class)
                            .list());
        });
    }
}
