package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.identity.notifications.NotificationKind;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What becomes of environments. Other workloads have owners of their own. */
@Component
class SchedulerFacts {
    private static final String ENVIRONMENTS = "env-";

    private final KnownEnvironments environments;
    private final EnvironmentNews news;

    SchedulerFacts(KnownEnvironments environments, EnvironmentNews news) {
        this.environments = environments;
        this.news = news;
    }

    void apply(SchedulerEvent fact, Instant at) {
        WorkloadId id = fact.workloadId();
        if (id.value().startsWith(ENVIRONMENTS)) {
            ofItsRun(id, fact, at);
            ofItsHost(id, fact);
        }
    }

    private void ofItsRun(WorkloadId id, SchedulerEvent fact, Instant at) {
        switch (fact) {
            case EnvQueued queued -> queued(id, queued, at);
            case GpuReserved placed -> environments.queuesNoMore(id);
            case EnvRunning running -> running(id, running);
            case EnvFailed failed -> failed(id, failed);
            case EnvStopped stopped -> stopped(id);
            case EnvExpired expired -> expired(id, expired);
            case EnvStopAnnounced announced -> announced(id, announced);
            case EnvPreempted preempted -> preempted(id, preempted);
            case EnvDeleted deleted -> deleted(id);
            default -> {} // steps on the way, which nobody needs to hear of
        }
    }

    private void ofItsHost(WorkloadId id, SchedulerEvent fact) {
        switch (fact) {
            case EnvUnknown unknown -> tell(id, NotificationKind.ENVIRONMENT_HOST_LOST, unknown.hostId());
            case EnvRecovered back -> tell(id, NotificationKind.ENVIRONMENT_RECOVERED, back.hostId());
            case EnvDegraded degraded ->
                tell(id, NotificationKind.ENVIRONMENT_DEGRADED, Map.of("reason", degraded.reason()));
            case EnvRestored restored -> tell(id, NotificationKind.ENVIRONMENT_RESTORED, Map.of());
            case EnvRescheduled moved -> tell(id, NotificationKind.ENVIRONMENT_RESCHEDULED, moved.hostId());
            default -> {} // nothing of its host
        }
    }

    private void queued(WorkloadId id, EnvQueued queued, Instant at) {
        environments.lock(id);
        environments.queued(id, queued.reason(), at);
    }

    private void running(WorkloadId id, EnvRunning running) {
        KnownEnvironment environment = environments.lock(id);
        environments.runs(id, running.startedAt());
        environments.queuesNoMore(id);
        // It names the owner, but not what the environment is called: that comes with the wish for it.
        news.tell(id, environment, NotificationKind.ENVIRONMENT_RUNNING, Map.of("host", running.hostName()));
    }

    private void failed(WorkloadId id, EnvFailed failed) {
        KnownEnvironment environment = environments.lock(id);
        environments.queuesNoMore(id);
        environments.stopped(id);
        if (failed.cause() != FailureCause.CANCELLED) {
            news.tell(id, environment, NotificationKind.ENVIRONMENT_FAILED, Map.of("reason", failed.reason()));
        }
    }

    private void stopped(WorkloadId id) {
        KnownEnvironment environment = environments.lock(id);
        environments.queuesNoMore(id);
        environments.stopped(id);
        news.tellStopped(id, environment);
    }

    private void expired(WorkloadId id, EnvExpired expired) {
        environments.lock(id);
        environments.stopsBecause(id, StopCause.DURATION, null, expired.at());
    }

    private void announced(WorkloadId id, EnvStopAnnounced announced) {
        Map<String, String> args = Map.of("stops_at", announced.stopsAt().toString(), "reason", announced.reason());
        news.tell(id, environments.lock(id), NotificationKind.ENVIRONMENT_STOP_ANNOUNCED, args);
    }

    private void preempted(WorkloadId id, EnvPreempted preempted) {
        KnownEnvironment environment = environments.lock(id);
        environments.queuesNoMore(id);
        environments.stopped(id);
        news.tell(id, environment, NotificationKind.ENVIRONMENT_PREEMPTED, Map.of("reason", preempted.reason()));
    }

    private void deleted(WorkloadId id) {
        environments.lock(id);
        environments.deleted(id);
    }

    private void tell(WorkloadId id, NotificationKind kind, HostId host) {
        tell(id, kind, Map.of("host", host.value()));
    }

    private void tell(WorkloadId id, NotificationKind kind, Map<String, String> args) {
        news.tell(id, environments.lock(id), kind, args);
    }
}
