package io.remotegpu.messaging;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.wire.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The smallest service: it removes keys and hears of its own removals. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class KeyDesk {
    public static final String LISTENER = "desk.keys";
    /** Key ids that the listener fails on. */
    public static final long FORBIDDEN = 666;

    public static final long ENGINE_AWAY = 503;
    public static final long BUG = 500;

    @Bean
    Handler handler(Inbox inbox, JdbcClient jdbc) {
        return new Handler(inbox, jdbc);
    }

    @Bean
    Desk desk(Outbox outbox, JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Desk(outbox, jdbc, new TransactionTemplate(transactions));
    }

    /** What the service does when asked. */
    public record Desk(Outbox outbox, JdbcClient jdbc, TransactionTemplate transaction) {
        public void remove(long customer, long... keys) {
            transaction.executeWithoutResult(status -> publish(customer, keys));
        }

        public void removeAndFail(long customer, long key) {
            transaction.executeWithoutResult(status -> {
                publish(customer, key);
                status.setRollbackOnly();
            });
        }

        private void publish(long customer, long... keys) {
            for (long key : keys) {
                outbox.publish(new SshKeyRemoved(new CustomerId(customer), key));
            }
        }
    }

    /** What the service does when it hears. */
    public static class Handler {
        private final Inbox inbox;
        private final JdbcClient jdbc;
        private final Map<Long, AtomicInteger> attempts = new ConcurrentHashMap<>();
        private final List<Envelope<Message>> delivered = new CopyOnWriteArrayList<>();
        private final Map<Long, Instant> handledAt = new ConcurrentHashMap<>();

        Handler(Inbox inbox, JdbcClient jdbc) {
            this.inbox = inbox;
            this.jdbc = jdbc;
        }

        @KafkaListener(id = LISTENER, topics = Topics.IDENTITY)
        void on(Envelope<Message> envelope) {
            delivered.add(envelope);
            inbox.once(LISTENER, envelope, message -> {
                if (message instanceof SshKeyRemoved removed) {
                    handle(removed);
                }
            });
        }

        private void handle(SshKeyRemoved removed) {
            handledAt.put(removed.keyId(), Instant.now());
            jdbc.sql("insert into handled (customer_id, key_id) values (?, ?)")
                    .params(removed.customerId().value(), removed.keyId())
                    .update();
            int attempt = attempts.computeIfAbsent(removed.keyId(), key -> new AtomicInteger())
                    .incrementAndGet();
            if (removed.keyId() == FORBIDDEN) {
                throw new PlatformException(ErrorCode.FORBIDDEN, "this key may not be removed");
            }
            if (removed.keyId() == ENGINE_AWAY && attempt < 3) {
                throw new PlatformException(ErrorCode.CONTAINER_ENGINE_ERROR, "the engine does not answer");
            }
            if (removed.keyId() == BUG) {
                throw new IllegalStateException("nobody thought of this");
            }
        }

        /** Key ids whose effect is in the database, in the order of handling. */
        public List<Long> handled(long customer) {
            return jdbc.sql("select key_id from handled where customer_id = ? order by position")
                    .param(customer)
                    .query(Long.class)
                    .list();
        }

        public List<Envelope<Message>> delivered() {
            return delivered;
        }

        public int attempts(long key) {
            return attempts.getOrDefault(key, new AtomicInteger()).get();
        }

        public Instant handledAt(long key) {
            return handledAt.getOrDefault(key, Instant.MAX);
        }
    }
}
