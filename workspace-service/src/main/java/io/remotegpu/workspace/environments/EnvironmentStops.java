package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.workspace.lifecycle.Wish;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stops what nobody asked to stop, because it may not go on. */
@Repository
public class EnvironmentStops {
    private static final String ACTOR = "platform";

    private final JdbcClient jdbc;
    private final EnvironmentRepository environments;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    EnvironmentStops(
            JdbcClient jdbc, EnvironmentRepository environments, Timeline timeline, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.environments = environments;
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
        live(customer).forEach(id -> environments
                .lock(id)
                .filter(environment -> Wish.STOP.isAllowedIn(environment.status()))
                .ifPresent(environment -> stop(environment, reason)));
    }

    private void stop(Environment environment, String reason) {
        Life life = environment.life();
        Environment stopping = environment.living(life.at(life.standing().after(Wish.STOP), reason));
        environments.update(stopping);
        timeline.record(
                environment.id(),
                new TimelineEntry(
                        clock.instant(), "stop_requested", stopping.status().wireName(), reason, ACTOR));
        outbox.publish(new EnvStopRequested(environment.id(), environment.customerId()));
    }

    private List<WorkloadId> live(CustomerId customer) {
        return jdbc.sql("""
                        select id from environments where customer_id = :customer and deleted_at is null
                            and status in ('queued', 'creating', 'running', 'unknown')
                        order by id
                        """)
                .param("customer", customer.value())
                .query((row, number) -> new WorkloadId(row.getString("id")))
                .list();
    }
}
