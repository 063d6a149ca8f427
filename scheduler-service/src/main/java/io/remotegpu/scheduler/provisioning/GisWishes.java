package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.GisEvent;
import io.remotegpu.contracts.GisEvent.GisDeleteRequested;
import io.remotegpu.contracts.GisEvent.GisRestartRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.contracts.workload.Workload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Records what is wanted of GIS services, which are workloads like environments. Each wish to run brings its workload with it, so another
 * configuration is another workload and takes the place of the one that runs.
 */
@Component
class GisWishes {
    private static final Logger LOG = LoggerFactory.getLogger(GisWishes.class);

    private final JdbcClient jdbc;
    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final Announcements announcements;
    private final NewEnvironments newcomers;

    GisWishes(
            JdbcClient jdbc,
            AllocationStore allocations,
            Provisioning provisioning,
            Announcements announcements,
            NewEnvironments newcomers) {
        this.jdbc = jdbc;
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.announcements = announcements;
        this.newcomers = newcomers;
    }

    /** Must run inside a transaction. */
    void take(GisEvent wish) {
        provisioning.lock(wish.serviceId()).ifPresentOrElse(known -> takeNewer(known, wish), () -> {
            takeFirst(wish);
            claims(wish);
        });
    }

    private void takeFirst(GisEvent wish) {
        switch (wish) {
            case GisStartRequested start -> newcomers.take(request(start));
            case GisRestartRequested restart -> newcomers.take(request(restart));
            case GisDeleteRequested delete -> announcements.deleted(delete.serviceId(), 0, null);
            case GisStopRequested stop -> announcements.stopped(stop.serviceId(), 0, null);
        }
    }

    private void takeNewer(Allocation known, GisEvent wish) {
        if (!claims(wish)) {
            LOG.info("{}: wish {} is older than one already taken", wish.serviceId(), wish.generation());
            return;
        }
        switch (wish) {
            case GisStartRequested start ->
                run(known, request(start), !known.workload().equals(start.workload()));
            case GisRestartRequested restart -> run(known, request(restart), true);
            case GisStopRequested _ -> want(known, Desired.STOPPED, false);
            case GisDeleteRequested _ -> want(known, Desired.DELETED, false);
        }
    }

    private boolean claims(GisEvent wish) {
        return jdbc.sql("""
                update allocations set generation = :generation
                where workload_id = :id and generation < :generation
                """)
                        .param("generation", wish.generation())
                        .param("id", wish.serviceId().value())
                        .update()
                == 1;
    }

    private void run(Allocation known, EnvRequested request, boolean anew) {
        if (known.desired() == Desired.DELETED) {
            announcements.repeat(known);
            return;
        }
        allocations.workload(request);
        if (anew && known.phase() == Phase.STARTING) {
            allocations.want(known.id(), Desired.RUNNING, false);
            provisioning.startAgain(known);
        } else {
            // What is being stopped may have ended by itself: only a restart says that it is wanted again.
            want(known, Desired.RUNNING, anew || known.phase() == Phase.STOPPING);
        }
    }

    private void want(Allocation known, Desired desired, boolean restart) {
        if (known.desired() != Desired.DELETED) {
            allocations.want(known.id(), desired, restart);
        }
        if (provisioning.reconcile(known.id()) == NextMove.WAIT) {
            announcements.repeat(known);
        }
    }

    private static EnvRequested request(GisStartRequested start) {
        return new EnvRequested(
                start.serviceId(),
                start.customerId(),
                start.workspaceId(),
                start.name(),
                start.workload(),
                scheduling(start.workload()),
                null);
    }

    private static EnvRequested request(GisRestartRequested restart) {
        return new EnvRequested(
                restart.serviceId(),
                restart.customerId(),
                restart.workspaceId(),
                restart.name(),
                restart.workload(),
                scheduling(restart.workload()),
                null);
    }

    /** What keeps nothing on its host loses nothing with it. */
    private static Scheduling scheduling(Workload workload) {
        LostHostPolicy policy = workload.volumes().isEmpty() ? LostHostPolicy.RESCHEDULE : LostHostPolicy.HOLD;
        return new Scheduling(Scheduling.ORDINARY.priority(), policy, null);
    }
}
