package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.workspace.lifecycle.Wish;
import io.remotegpu.workspace.members.MemberStops;
import io.remotegpu.workspace.spending.Spender;
import io.remotegpu.workspace.spending.SpendingStops;
import io.remotegpu.workspace.tenancy.Tenancy;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stops what nobody asked to stop, because it may not go on. */
@Repository
public class EnvironmentStops implements SpendingStops, MemberStops {
    private static final String ACTOR = "platform";
    private static final String LIVE = "status in ('queued', 'creating', 'running', 'degraded', 'unknown')";

    private final JdbcClient jdbc;
    private final EnvironmentRepository environments;
    private final Tenancy tenancy;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    EnvironmentStops(
            JdbcClient jdbc,
            EnvironmentRepository environments,
            Tenancy tenancy,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.environments = environments;
        this.tenancy = tenancy;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Asks every environment of a customer to stop that is up or on its way. Runs in the transaction that forbids new ones.
     *
     * @param reason said in the timeline, such as {@code the account of its owner was suspended}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stopAllOf(CustomerId customer, String reason) {
        stopAllOf(new Spender.OfCustomer(customer), List.of(), reason, "suspension");
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void stopAllOf(Spender spender, List<WorkloadId> first, String reason) {
        stopAllOf(spender, first, reason, "spending");
    }

    /** By the platform: who leaves by themselves may touch nothing there any more. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void stopAllOf(WorkspaceId workspace, CustomerId leaver) {
        tenancy.asSystem(() -> lockLive(new Spender.OfCustomer(leaver), workspace)
                .forEach(id -> stop(id, "who made it has left the workspace", "membership")));
    }

    /** Asks one to stop that runs and that nobody uses; does nothing if it does not run any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stopIdle(WorkloadId id, String reason) {
        environments
                .lock(id)
                .filter(environment -> environment.status().isUp())
                .ifPresent(environment -> stop(environment, reason, "idle"));
    }

    private void stopAllOf(Spender spender, List<WorkloadId> first, String reason, String cause) {
        List<WorkloadId> live = lockLive(spender);
        Set<WorkloadId> order = new LinkedHashSet<>(first);
        order.retainAll(Set.copyOf(live));
        order.addAll(live);
        order.forEach(id -> stop(id, reason, cause));
    }

    private void stop(WorkloadId id, String reason, String cause) {
        environments
                .lock(id)
                .filter(environment -> Wish.STOP.isAllowedIn(environment.status()))
                .ifPresent(environment -> stop(environment, reason, cause));
    }

    private void stop(Environment environment, String reason, String cause) {
        Life life = environment.life();
        Environment stopping = environment.living(life.at(life.standing().after(Wish.STOP), reason));
        environments.update(stopping);
        timeline.record(
                environment.id(),
                new TimelineEntry(
                        clock.instant(), "stop_requested", stopping.status().wireName(), reason, ACTOR));
        outbox.publish(new EnvStopRequested(environment.id(), environment.customerId(), cause));
    }

    private List<WorkloadId> lockLive(Spender spender) {
        return lockLive(spender, null);
    }

    /** By id, whatever the order in which they stop: two that stop the same ones do not wait for each other in a circle. */
    private List<WorkloadId> lockLive(Spender spender, @Nullable WorkspaceId workspace) {
        return jdbc.sql("""
                        select id from environments where %s = :spender and deleted_at is null
                            and %s
                            and workspace_id = coalesce(cast(:workspace as bigint), workspace_id)
                        order by id for update
                        """.formatted(spender.column(), LIVE))
                .param("spender", spender.id())
                .param("workspace", workspace == null ? null : workspace.value())
                .query((row, number) -> new WorkloadId(row.getString("id")))
                .list();
    }
}
