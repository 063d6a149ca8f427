package io.remotegpu.identity.audit;

import io.remotegpu.contracts.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes entries where the sealer finds them: chaining them here would make every audited transaction wait for every other. */
@Repository
class JdbcAuditLog implements AuditLog {
    private static final int LONGEST_WORD = 300;
    private static final int LONGEST_TEXT = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate alone;

    JdbcAuditLog(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void append(AuditEntry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Append inside the transaction that makes the entry true; there is none. A refusal is for appendAlone.");
        }
        insert(entry, Origin.ofThisThread());
    }

    @Override
    public void appendAlone(AuditEntry entry) {
        Origin origin = Origin.ofThisThread();
        alone.executeWithoutResult(status -> insert(entry, origin));
    }

    private void insert(AuditEntry entry, Origin origin) {
        CustomerId actor = entry.actorId();
        jdbc.sql("""
                insert into audit_pending (created_at, actor_id, actor, action, resource_type, resource_id, result, reason,
                    ip_address, user_agent, request_id, trace_id, state_before, state_after)
                values (:at, :actorId, :actor, :action, :resourceType, :resourceId, :result, :reason,
                    :address, :userAgent, :requestId, :traceId, cast(:before as json), cast(:after as json))
                """)
                .param("at", OffsetDateTime.ofInstant(time(entry.at()), ZoneOffset.UTC))
                .param("actorId", actor == null ? null : actor.value())
                .param("actor", clean(entry.actor(), LONGEST_WORD))
                .param("action", entry.action())
                .param("resourceType", entry.resourceType())
                .param("resourceId", clean(entry.resourceId(), LONGEST_WORD))
                .param("result", entry.result().wireName())
                .param("reason", clean(entry.reason(), LONGEST_TEXT))
                .param("address", clean(origin.address(), LONGEST_WORD))
                .param("userAgent", clean(origin.userAgent(), LONGEST_TEXT))
                .param("requestId", clean(origin.requestId(), LONGEST_WORD))
                .param("traceId", clean(origin.traceId(), LONGEST_WORD))
                .param("before", MaskedState.json(entry.before()))
                .param("after", MaskedState.json(entry.after()))
                .update();
    }

    /** Nothing happens later than now, whatever another service's clock says. */
    private Instant time(@Nullable Instant at) {
        Instant now = clock.instant();
        return at == null || at.isAfter(now) ? now : at;
    }

    /** What was typed may hold characters that text cannot store, or that would forge lines of an export. */
    private static @Nullable String clean(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        String printable = text.replaceAll("\\p{Cntrl}", "�");
        return printable.length() <= longest ? printable : printable.substring(0, longest);
    }
}
