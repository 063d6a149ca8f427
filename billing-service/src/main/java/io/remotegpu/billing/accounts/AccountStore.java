package io.remotegpu.billing.accounts;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountStore {
    private static final String WITH_RUNNING = """
            select a.*, coalesce((select sum(round(greatest(0, extract(epoch from date_trunc('second', cast(:now as timestamptz))
                                                                   - coalesce(r.accrued_until, r.start_time))) * r.unit_price / 3600, 6))
                                  from billing_records r
                                  where r.status = 'open' and r.customer_id = a.customer_id and r.currency = a.currency), 0) as running
            from accounts a
            """;

    private final JdbcClient jdbc;
    private final AccountProperties properties;
    private final Clock clock;

    AccountStore(JdbcClient jdbc, AccountProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    List<Account> of(long customer) {
        return jdbc.sql(WITH_RUNNING + "where a.customer_id = :customer order by a.currency")
                .param("now", now())
                .param("customer", customer)
                .query(AccountStore::account)
                .list();
    }

    /** Accounts that can run dry, a batch at a time, locked; those that another replica looks at are passed over. */
    List<Account> limitedAfter(long customer, String currency, int batch) {
        return jdbc.sql(WITH_RUNNING + """
                where (a.customer_id, a.currency) > (:after, :currency) and (a.mode = 'prepaid' or a.credit_limit is not null or a.state <> 'ok')
                order by a.customer_id, a.currency limit :batch for update of a skip locked
                """)
                .param("now", now())
                .param("after", customer)
                .param("currency", currency)
                .param("batch", batch)
                .query(AccountStore::account)
                .list();
    }

    /** @return whether it is booked now; false if this reference was booked before */
    boolean book(Booking booking) {
        int booked = jdbc.sql("""
                insert into account_entries (customer_id, currency, kind, amount, reference, note, actor, created_at)
                values (:customer, :currency, :kind, :amount, :reference, :note, :actor, :now)
                on conflict (reference) do nothing
                """)
                .param("customer", booking.customerId())
                .param("currency", booking.currency())
                .param("kind", booking.kind())
                .param("amount", booking.amount())
                .param("reference", booking.reference())
                .param("note", booking.note())
                .param("actor", booking.actor())
                .param("now", now())
                .update();
        if (booked == 1) {
            open(booking.customerId(), booking.currency(), booking.amount());
        }
        return booked == 1;
    }

    void open(long customer, String currency, BigDecimal amount) {
        jdbc.sql("""
                insert into accounts as account (customer_id, currency, mode, credit_limit, low_balance, balance)
                values (:customer, :currency, :mode, cast(:limit as numeric), :low, :amount)
                on conflict (customer_id, currency) do update set balance = account.balance + excluded.balance
                """)
                .param("customer", customer)
                .param("currency", currency)
                .param("mode", properties.mode().wireName())
                .param("limit", properties.creditLimit())
                .param("low", properties.lowBalance())
                .param("amount", amount)
                .update();
    }

    void terms(long customer, String currency, Mode mode, @Nullable BigDecimal creditLimit, BigDecimal lowBalance) {
        open(customer, currency, BigDecimal.ZERO);
        jdbc.sql("""
                update accounts set mode = :mode, credit_limit = cast(:limit as numeric), low_balance = :low
                where customer_id = :customer and currency = :currency
                """)
                .param("mode", mode.wireName())
                .param("limit", creditLimit)
                .param("low", lowBalance)
                .param("customer", customer)
                .param("currency", currency)
                .update();
    }

    void state(Account account, Account.State state, @Nullable Instant graceUntil) {
        jdbc.sql("""
                update accounts set state = :state, grace_until = cast(:grace as timestamptz)
                where customer_id = :customer and currency = :currency
                """)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("grace", graceUntil == null ? null : graceUntil.toString())
                .param("customer", account.customerId())
                .param("currency", account.currency())
                .update();
    }

    /** Whether an account of the same customer in another currency is blocked. */
    boolean anotherIsBlocked(Account account) {
        return jdbc.sql(
                        "select exists (select from accounts where customer_id = ? and currency <> ? and state = 'blocked')")
                .params(account.customerId(), account.currency())
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Account account(ResultSet row, int index) throws SQLException {
        OffsetDateTime grace = row.getObject("grace_until", OffsetDateTime.class);
        return new Account(
                row.getLong("customer_id"),
                row.getString("currency"),
                Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                row.getBigDecimal("credit_limit"),
                row.getBigDecimal("low_balance"),
                row.getBigDecimal("balance"),
                row.getBigDecimal("running"),
                Account.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                grace == null ? null : grace.toInstant());
    }
}
