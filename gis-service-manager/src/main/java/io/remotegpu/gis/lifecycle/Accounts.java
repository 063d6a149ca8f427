package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What identity-service last said of each account. */
@Repository
class Accounts {
    static final String ACTIVE = "active";
    static final String SUSPENDED = "suspended";
    static final String DELETED = "deleted";
    static final String RUNNING = """
            select service_id from service_states s
            where desired = 'running'
              and exists (select 1 from accounts a where a.user_id = s.user_id and a.status <> 'active')
            order by service_id
            """;

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers what became true at {@code at}; something newer that is known already stays. */
    void become(CustomerId user, String status, Instant at) {
        jdbc.sql("""
                        insert into accounts (user_id, status, at) values (:user, :status, :at)
                        on conflict (user_id) do update set status = excluded.status, at = excluded.at
                            where accounts.at < excluded.at
                        """)
                .param("user", user.value())
                .param("status", status)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** @throws PlatformException ACCOUNT_SUSPENDED if nothing of theirs may start */
    void require(CustomerId owner) {
        jdbc.sql("select status from accounts where user_id = :user and status <> 'active'")
                .param("user", owner.value())
                .query(String.class)
                .optional()
                .ifPresent(status -> {
                    throw new PlatformException(
                            ErrorCode.ACCOUNT_SUSPENDED,
                            "the account of its owner is " + status + ": nothing of it starts",
                            Map.of("status", status));
                });
    }

    /** Services that run though their owner's account is closed. */
    List<Long> running() {
        return jdbc.sql(RUNNING).query(Long.class).list();
    }

    /** Services of accounts that were deleted before then and have not come back. */
    List<Long> left(Instant before, int limit) {
        return jdbc.sql("""
                        select id from user_service_configs s join accounts a using (user_id)
                        where a.status = 'deleted' and a.at < :before
                          and deleted_at is null and service_status <> 'deleting'
                        order by id limit :limit
                        """)
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }
}
