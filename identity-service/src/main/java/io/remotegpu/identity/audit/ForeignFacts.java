package io.remotegpu.identity.audit;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnrollmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.FleetEvent.HostAdministered;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.QuotaEvent.QuotaLimits;
import io.remotegpu.contracts.QuotaEvent.QuotaLimitsSet;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceEvent.InvitationAccepted;
import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.WorkspaceId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which facts of other services an administrator needs, and how they read. */
@Component
class ForeignFacts {
    private static final String ENVIRONMENT = "environment";
    private static final String WORKSPACE = "workspace";

    private final JdbcClient jdbc;

    ForeignFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AuditEntry> entry(Message fact) {
        AuditEntry entry =
                switch (fact) {
                    case EnvRequested wish -> created(wish);
                    case EnvStartRequested wish -> wished(wish.environmentId(), "start", wish.actor());
                    case EnvStopRequested wish -> stopped(wish);
                    case EnvRestartRequested wish -> wished(wish.environmentId(), "restart", wish.actor());
                    case EnvDeleteRequested wish -> wished(wish.environmentId(), "delete", wish.actor());
                    case EnvDeleted gone -> AuditEntry.of("environment.deleted", ENVIRONMENT, gone.workloadId());
                    case WorkspaceCreated made -> created(made);
                    case WorkspaceMemberAdded member -> added(member);
                    case WorkspaceMemberRemoved member -> removed(member);
                    case InvitationSent invitation -> invited(invitation);
                    case InvitationAccepted accepted -> accepted(accepted);
                    case QuotaLimitsSet set -> limits(set);
                    case SpendingBlocked blocked -> spending("blocked", blocked.customerId(), blocked.cause());
                    case SpendingAllowed allowed -> spending("allowed", allowed.customerId(), allowed.cause());
                    case EnrollmentEvent enrollment -> EnrollmentFacts.entry(enrollment);
                    case HostAdministered done -> administered(done);
                    default -> null; // a fact that concerns no administrator, or one of a newer service
                };
        return Optional.ofNullable(entry);
    }

    private AuditEntry created(EnvRequested wish) {
        return by(AuditEntry.of("environment.created", ENVIRONMENT, wish.environmentId()), wish.customerId())
                .changed(
                        Map.of(),
                        Map.of(
                                "name", wish.name(),
                                "workspace_id", wish.workspaceId().value(),
                                "image", wish.workload().image(),
                                "cpu", wish.workload().cpu(),
                                "memory", wish.workload().memory()));
    }

    private AuditEntry wished(WorkloadId environment, String what, CustomerId actor) {
        return by(AuditEntry.of("environment." + what + "_requested", ENVIRONMENT, environment), actor);
    }

    private AuditEntry stopped(EnvStopRequested wish) {
        return wish.cause() == null
                ? wished(wish.environmentId(), "stop", wish.actor())
                : AuditEntry.of("environment.stop_requested", ENVIRONMENT, wish.environmentId())
                        .because(wish.cause());
    }

    private AuditEntry created(WorkspaceCreated made) {
        return by(AuditEntry.of("workspace.created", WORKSPACE, made.workspaceId()), made.ownerId())
                .changed(Map.of(), Map.of("name", made.name(), "type", made.type()));
    }

    private AuditEntry added(WorkspaceMemberAdded member) {
        return member("member_added", member.workspaceId(), member.actorId())
                .changed(Map.of(), Map.of("customer_id", member.customerId().value(), "role", member.role()));
    }

    private AuditEntry removed(WorkspaceMemberRemoved member) {
        return member("member_removed", member.workspaceId(), member.actorId())
                .changed(Map.of("customer_id", member.customerId().value()), Map.of());
    }

    private AuditEntry member(String what, WorkspaceId workspace, @Nullable CustomerId actor) {
        AuditEntry entry = AuditEntry.of("workspace." + what, WORKSPACE, workspace);
        return actor == null ? entry : by(entry, actor);
    }

    private static AuditEntry administered(HostAdministered done) {
        AuditEntry entry = done.gpu() == null
                ? AuditEntry.of("host." + done.action(), "host", done.hostId())
                : AuditEntry.of("gpu." + done.action(), "gpu", done.gpu());
        return entry.by(done.actorId(), done.actorName())
                .changed(Map.of(), Map.of("host_id", done.hostId().value()));
    }

    private static AuditEntry limits(QuotaLimitsSet set) {
        String resource = set.holder().equals("customer") ? "user" : set.holder();
        return AuditEntry.of("quota.limits_set", resource, set.holderId())
                .by(set.actorId(), set.actorName())
                .changed(amounts(set.before()), amounts(set.after()));
    }

    private static Map<String, Object> amounts(QuotaLimits limits) {
        return Map.of(
                "cpu", limits.cpu(),
                "memory", limits.memory(),
                "gpu", limits.gpu(),
                "storage", limits.storage(),
                "environments", limits.environments(),
                "gpu_hours_month", limits.gpuHoursMonth());
    }

    private static AuditEntry invited(InvitationSent invitation) {
        return AuditEntry.of("workspace.invitation_sent", WORKSPACE, invitation.workspaceId())
                .by(invitation.inviterId(), invitation.inviterName())
                .changed(
                        Map.of(),
                        Map.of(
                                "invitation_id", invitation.invitationId(),
                                "email", invitation.email(),
                                "role", invitation.role()));
    }

    private static AuditEntry accepted(InvitationAccepted invitation) {
        return AuditEntry.of("workspace.invitation_accepted", WORKSPACE, invitation.workspaceId())
                .by(invitation.customerId(), invitation.username())
                .changed(Map.of(), Map.of("invitation_id", invitation.invitationId(), "role", invitation.role()));
    }

    private static AuditEntry spending(String what, CustomerId customer, String cause) {
        return AuditEntry.of("customer.spending_" + what, "user", customer).because(cause);
    }

    private AuditEntry by(AuditEntry entry, CustomerId actor) {
        String name = jdbc.sql("select username from customers where id = :id")
                .param("id", actor.value())
                .query(String.class)
                .optional()
                .orElse("user " + actor);
        return entry.by(actor, name);
    }
}
