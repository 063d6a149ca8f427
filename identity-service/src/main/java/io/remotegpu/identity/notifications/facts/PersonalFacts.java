package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.BillingEvent;
import io.remotegpu.contracts.BillingEvent.BalanceExhausted;
import io.remotegpu.contracts.BillingEvent.BalanceLow;
import io.remotegpu.contracts.BillingEvent.BudgetReached;
import io.remotegpu.contracts.BillingEvent.InvoiceIssued;
import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.WorkspaceEvent;
import io.remotegpu.contracts.WorkspaceEvent.EnvDiskNearlyFull;
import io.remotegpu.contracts.WorkspaceEvent.EnvIdleWarned;
import io.remotegpu.contracts.WorkspaceEvent.InvitationAccepted;
import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.contracts.WorkspaceEvent.QuotaNearlyUsed;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NotificationCenter;
import io.remotegpu.identity.notifications.NotificationKind;
import io.remotegpu.identity.notifications.NotificationProperties;
import io.remotegpu.identity.notifications.delivery.DirectMail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Facts that name whom they concern: invitations, quotas, idle environments, money. */
@Component
class PersonalFacts {
    private final NotificationCenter center;
    private final KnownEnvironments environments;
    private final DirectMail mail;
    private final NotificationProperties properties;

    PersonalFacts(
            NotificationCenter center,
            KnownEnvironments environments,
            DirectMail mail,
            NotificationProperties properties) {
        this.center = center;
        this.environments = environments;
        this.mail = mail;
        this.properties = properties;
    }

    void apply(WorkspaceEvent fact) {
        switch (fact) {
            case InvitationSent invitation -> invited(invitation);
            case InvitationAccepted accepted -> center.tell(accepted.inviterId(), notice(accepted));
            case EnvIdleWarned idle -> center.tell(idle.customerId(), notice(idle));
            case EnvDiskNearlyFull disk -> center.tell(disk.customerId(), notice(disk));
            case QuotaNearlyUsed quota -> center.tell(quota.customerId(), notice(quota));
            default -> {} // nothing that people need to be told
        }
    }

    void apply(BillingEvent fact, Instant at) {
        switch (fact) {
            case BalanceLow low -> center.tell(low.customerId(), notice(low));
            case BalanceExhausted empty -> center.tell(empty.customerId(), notice(empty));
            case BudgetReached budget -> center.tell(budget.customerId(), notice(budget));
            case SpendingBlocked blocked -> blocked(blocked, at);
            case SpendingAllowed allowed ->
                center.tell(allowed.customerId(), new Notice(NotificationKind.SPENDING_ALLOWED, Map.of()));
            case InvoiceIssued invoice -> center.tell(invoice.customerId(), notice(invoice));
            default -> {} // meters run and stop; the bill tells of them
        }
    }

    /** By mail also to somebody who has no account yet. */
    private void invited(InvitationSent invitation) {
        Notice notice = new Notice(
                NotificationKind.WORKSPACE_INVITATION,
                Map.of(
                        "workspace", invitation.workspaceName(),
                        "workspace_id", invitation.workspaceId().toString(),
                        "inviter", invitation.inviterName(),
                        "role", invitation.role(),
                        "link", properties.consoleUrl() + "/invitations/" + invitation.token(),
                        "expires_at", minute(invitation.expiresAt())));
        if (invitation.inviteeId() == null) {
            mail.enqueue(invitation.email(), notice);
        } else {
            center.tell(invitation.inviteeId(), notice);
        }
    }

    private void blocked(SpendingBlocked blocked, Instant at) {
        StopCause cause = blocked.cause().equals("balance") ? StopCause.BALANCE : StopCause.BUDGET;
        blocked.environments().forEach(environment -> {
            environments.lock(environment);
            environments.stopsBecause(environment, cause, null, at);
        });
        center.tell(
                blocked.customerId(),
                new Notice(NotificationKind.SPENDING_BLOCKED, Map.of(Notice.VARIANT, cause.wireName())));
    }

    private static Notice notice(InvitationAccepted accepted) {
        return new Notice(
                NotificationKind.INVITATION_ACCEPTED,
                Map.of(
                        "workspace", accepted.workspaceName(),
                        "workspace_id", accepted.workspaceId().toString(),
                        "username", accepted.username(),
                        "role", accepted.role()));
    }

    private static Notice notice(QuotaNearlyUsed quota) {
        return new Notice(
                NotificationKind.QUOTA_NEARLY_USED,
                Map.of(
                        Notice.VARIANT,
                        quota.holder(),
                        "workspace_id",
                        quota.workspaceId().toString(),
                        "resource",
                        quota.resource(),
                        "used",
                        quota.used().stripTrailingZeros().toPlainString(),
                        "limit",
                        quota.limit().stripTrailingZeros().toPlainString()));
    }

    private static Notice notice(EnvIdleWarned idle) {
        Map<String, String> args = new HashMap<>(Map.of(
                "environment", idle.name(),
                "environment_id", idle.environmentId().value(),
                "idle_since", minute(idle.idleSince()),
                "reason", idle.reason()));
        if (idle.stopsAt() != null) {
            args.put(Notice.VARIANT, "stop");
            args.put("stops_at", minute(idle.stopsAt()));
        }
        return new Notice(NotificationKind.ENVIRONMENT_IDLE, args);
    }

    private static Notice notice(EnvDiskNearlyFull disk) {
        return new Notice(
                NotificationKind.ENVIRONMENT_DISK_NEARLY_FULL,
                Map.of(
                        "environment", disk.name(),
                        "environment_id", disk.environmentId().value(),
                        "reason", disk.reason()));
    }

    private static Notice notice(BalanceLow low) {
        return new Notice(
                NotificationKind.BALANCE_LOW,
                Map.of("available", low.available().toPlainString(), "currency", low.currency()));
    }

    private static Notice notice(BalanceExhausted empty) {
        return new Notice(NotificationKind.BALANCE_EXHAUSTED, Map.of("until", minute(empty.graceUntil())));
    }

    private static Notice notice(BudgetReached budget) {
        Map<String, String> args = new HashMap<>(Map.of(
                "percent", Integer.toString(budget.percent()),
                "used", budget.used().toPlainString(),
                "limit", budget.limit().toPlainString(),
                "unit", budget.unit(),
                "month", budget.month()));
        put(args, "workspace_id", budget.workspaceId());
        return new Notice(NotificationKind.BUDGET_REACHED, args);
    }

    private static Notice notice(InvoiceIssued invoice) {
        return new Notice(
                NotificationKind.INVOICE_ISSUED,
                Map.of(
                        "number", invoice.number(),
                        "month", invoice.month(),
                        "total", invoice.total().toPlainString(),
                        "currency", invoice.currency()));
    }

    private static void put(Map<String, String> args, String name, @Nullable Object value) {
        if (value != null) {
            args.put(name, value.toString());
        }
    }

    /** UTC, to the minute. */
    private static String minute(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
