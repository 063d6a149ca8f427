package io.remotegpu.identity.notifications;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** What a notification can be about. Each has a title and a text in every language, with the named arguments in this order. */
public enum NotificationKind {
    ENVIRONMENT_RUNNING(false, "environment", "host"),
    ENVIRONMENT_FAILED(true, "environment", "reason"),
    /** It waits longer than people expect. */
    ENVIRONMENT_QUEUED(false, "environment", "reason", "minutes"),
    ENVIRONMENT_STOPPED(false, "environment", "actor"),
    ENVIRONMENT_STOP_ANNOUNCED(true, "environment", "stops_at", "reason"),
    /** Nobody uses it, and it is stopped unless somebody does. */
    ENVIRONMENT_IDLE(true, "environment", "idle_since", "stops_at", "reason"),
    /** It is stopped when what it may keep on disk is used up. */
    ENVIRONMENT_DISK_NEARLY_FULL(true, "environment", "reason"),
    ENVIRONMENT_HOST_LOST(true, "environment", "host"),
    ENVIRONMENT_RECOVERED(true, "environment", "host"),
    /** It runs but cannot reach its GPUs. */
    ENVIRONMENT_DEGRADED(true, "environment", "reason"),
    ENVIRONMENT_RESTORED(true, "environment"),
    ENVIRONMENT_RESCHEDULED(true, "environment", "host"),
    /** It made room for others and starts by itself when there is room again. */
    ENVIRONMENT_PREEMPTED(true, "environment", "reason"),
    WORKSPACE_INVITATION(true, "workspace", "inviter", "role", "link", "expires_at"),
    INVITATION_ACCEPTED(false, "workspace", "username", "role"),
    QUOTA_NEARLY_USED(true, "resource", "used", "limit"),
    BALANCE_LOW(true, "available", "currency"),
    BALANCE_EXHAUSTED(true, "until"),
    BUDGET_REACHED(true, "percent", "used", "limit", "unit", "month"),
    SPENDING_BLOCKED(true),
    SPENDING_ALLOWED(false),
    INVOICE_ISSUED(true, "number", "month", "total", "currency"),
    /** For administrators. */
    SAGA_STUCK(true, "saga", "concerning", "host", "step", "attempts"),
    /** For administrators: GPUs are gone from it, and it takes no new work. */
    HOST_CLOSED_INCOMPLETE(true, "host", "gpus", "host_id"),
    /** For administrators: GPUs are gone from it. */
    HOST_INCOMPLETE(true, "host", "gpus", "host_id"),
    WEBHOOK_DISABLED(true, "url", "reason");

    private final boolean byMail;
    private final List<String> arguments;

    NotificationKind(boolean byMail, String... arguments) {
        this.byMail = byMail;
        this.arguments = List.of(arguments);
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static NotificationKind of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** The order in which texts number the arguments. */
    public List<String> arguments() {
        return arguments;
    }

    /** Whether it comes this way to somebody who never chose. */
    public boolean isDefault(Channel channel) {
        return switch (channel) {
            case IN_APP -> true;
            case MAIL -> byMail;
            // Somebody who names an address wants to hear everything there, but of the address itself it cannot hear.
            case WEBHOOK -> this != WEBHOOK_DISABLED;
        };
    }
}
