package io.remotegpu.identity.audit;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.Caller;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did, or was refused. Values whose names speak of secrets are masked before they are stored.
 *
 * @param actorId null for the platform itself and for somebody unknown
 * @param actor the name to show; of somebody unknown what was typed
 * @param action a dotted name in the past tense, such as {@code account.suspended}
 * @param resourceType such as {@code user}, {@code ssh_key}, {@code environment}
 * @param before what it was, empty for something new
 * @param after what it is now, empty for something gone
 * @param reason why it was refused or failed, or why it was done
 * @param at when it happened, null for now
 */
public record AuditEntry(
        @Nullable CustomerId actorId,
        String actor,
        String action,
        String resourceType,
        String resourceId,
        Result result,
        Map<String, ?> before,
        Map<String, ?> after,
        @Nullable String reason,
        @Nullable Instant at) {
    /** The actor where nobody asked: jobs and listeners. */
    public static final String PLATFORM = "platform";

    /** How it ended. */
    public enum Result {
        SUCCESS,
        /** The rules said no. */
        REFUSED,
        /** It should have worked. */
        FAILED;

        /** As stored and sent: {@code success}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Done successfully by the platform itself, just now; the other methods say otherwise. */
    public static AuditEntry of(String action, String resourceType, Object resourceId) {
        return new AuditEntry(
                null,
                PLATFORM,
                action,
                resourceType,
                resourceId.toString(),
                Result.SUCCESS,
                Map.of(),
                Map.of(),
                null,
                null);
    }

    public AuditEntry by(Caller caller) {
        return by(caller.id(), caller.username());
    }

    public AuditEntry by(@Nullable CustomerId id, String name) {
        return new AuditEntry(id, name, action, resourceType, resourceId, result, before, after, reason, at);
    }

    /** Only what is of interest; maps and lists may be nested. */
    public AuditEntry changed(Map<String, ?> from, Map<String, ?> to) {
        return new AuditEntry(actorId, actor, action, resourceType, resourceId, result, from, to, reason, at);
    }

    public AuditEntry refused(String why) {
        return ended(Result.REFUSED, why);
    }

    public AuditEntry failed(String why) {
        return ended(Result.FAILED, why);
    }

    public AuditEntry because(@Nullable String why) {
        return ended(result, why);
    }

    public AuditEntry happenedAt(Instant time) {
        return new AuditEntry(actorId, actor, action, resourceType, resourceId, result, before, after, reason, time);
    }

    private AuditEntry ended(Result how, @Nullable String why) {
        return new AuditEntry(actorId, actor, action, resourceType, resourceId, how, before, after, why, at);
    }
}
