package io.remotegpu.identity.notifications.delivery;

import io.remotegpu.contracts.CustomerId;
import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of webhooks, one for each customer who wants one. */
@Repository
class Webhooks {
    private final JdbcClient jdbc;
    private final Clock clock;

    Webhooks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Webhook> find(CustomerId customer) {
        return jdbc.sql("select * from notification_webhooks where customer_id = :customer")
                .param("customer", customer.value())
                .query(Webhook::of)
                .optional();
    }

    Optional<Webhook> active(CustomerId customer) {
        return find(customer).filter(webhook -> webhook.disabledAt() == null);
    }

    /** In place of any other, switched on and with a secret that none had before. */
    Webhook save(CustomerId customer, URI url) {
        return jdbc.sql("""
                insert into notification_webhooks (customer_id, url, salt, created_at) values (:customer, :url, :salt, :now)
                on conflict (customer_id) do update set url = excluded.url, salt = excluded.salt, failures = 0,
                    disabled_at = null, disabled_reason = null, created_at = excluded.created_at
                returning *
                """)
                .param("customer", customer.value())
                .param("url", url.toString())
                .param("salt", UUID.randomUUID())
                .param("now", now())
                .query(Webhook::of)
                .single();
    }

    boolean delete(CustomerId customer) {
        return jdbc.sql("delete from notification_webhooks where customer_id = :customer")
                        .param("customer", customer.value())
                        .update()
                == 1;
    }

    void succeeded(Webhook webhook) {
        jdbc.sql(
                        "update notification_webhooks set failures = 0 where customer_id = :customer and salt = :salt and failures > 0")
                .param("customer", webhook.customer().value())
                .param("salt", webhook.salt())
                .update();
    }

    /** Whether this failure was the one too many: then it is switched off now. One saved anew meanwhile is left alone. */
    boolean failed(Webhook webhook, int most, String reason) {
        return jdbc.sql("""
                update notification_webhooks set failures = failures + 1,
                    disabled_at = case when failures + 1 >= :most then cast(:now as timestamptz) end,
                    disabled_reason = case when failures + 1 >= :most then cast(:reason as text) end
                where customer_id = :customer and salt = :salt and disabled_at is null
                returning disabled_at is not null
                """)
                .param("most", most)
                .param("now", now())
                .param("reason", reason)
                .param("customer", webhook.customer().value())
                .param("salt", webhook.salt())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
