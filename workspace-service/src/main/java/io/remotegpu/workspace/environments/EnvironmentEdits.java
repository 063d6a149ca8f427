package io.remotegpu.workspace.environments;

import static io.remotegpu.workspace.lifecycle.Status.DEGRADED;
import static io.remotegpu.workspace.lifecycle.Status.DELETING;
import static io.remotegpu.workspace.lifecycle.Status.ERROR;
import static io.remotegpu.workspace.lifecycle.Status.RUNNING;
import static io.remotegpu.workspace.lifecycle.Status.STOPPED;

import io.remotegpu.contracts.EnvironmentEvent.EnvDatasetsChanged;
import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.Precondition;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.datasets.DatasetUsage;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.quotas.QuotaLedger;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people change of an environment that exists. Only its size needs the scheduler's consent. */
@Service
class EnvironmentEdits {
    private static final Set<Status> RESIZABLE = EnumSet.of(RUNNING, DEGRADED, STOPPED, ERROR);
    private static final int LEAST_DURATION = 60;

    private final EnvironmentRepository environments;
    private final EnvironmentDesk desk;
    private final QuotaLedger quotas;
    private final DatasetUsage datasets;
    private final Outbox outbox;
    private final Clock clock;

    EnvironmentEdits(
            EnvironmentRepository environments,
            EnvironmentDesk desk,
            QuotaLedger quotas,
            DatasetUsage datasets,
            Outbox outbox,
            Clock clock) {
        this.environments = environments;
        this.desk = desk;
        this.quotas = quotas;
        this.datasets = datasets;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws io.remotegpu.contracts.error.PlatformException ENVIRONMENT_STATE_CONFLICT with the states that would allow it */
    @Transactional
    Environment change(Caller caller, WorkloadId id, EnvironmentChanges changes, Precondition precondition) {
        Environment before = lock(caller, id, precondition);
        requireSensible(caller, changes);
        Environment after = changes.applyTo(before);
        if (!changes.settings().isEmpty()) {
            outbox.publish(new EnvSettingsChanged(
                    id, caller.id(), after.name(), after.asked().scheduling(), changes.env()));
        }
        if (changes.resizes(before)) {
            after = resizing(caller, after, changes);
        }
        environments.update(after);
        record(caller, after, changes.fields());
        return after;
    }

    /** From its next start on it reads exactly these. */
    @Transactional
    Environment read(Caller caller, WorkloadId id, List<Long> datasetIds, Precondition precondition) {
        Environment before = lock(caller, id, precondition);
        List<Long> wanted = datasetIds.stream().distinct().toList();
        List<DatasetMount> mounts = datasets.mounts(before.workspaceId(), wanted);
        datasets.set(id, wanted, clock.instant());
        Environment after = before.asking(before.asked().reading(wanted));
        desk.record(after, "datasets_changed", "datasets for its next start changed", caller);
        outbox.publish(new EnvDatasetsChanged(id, caller.id(), mounts));
        return after;
    }

    private Environment lock(Caller caller, WorkloadId id, Precondition precondition) {
        Environment environment = desk.lock(id);
        desk.require(caller, environment, Permission.EDIT);
        precondition.require(EnvironmentView.of(environment));
        if (environment.status() == DELETING) {
            throw EnvironmentDesk.conflict(environment, "change", EnumSet.complementOf(EnumSet.of(DELETING)));
        }
        return environment;
    }

    private static void requireSensible(Caller caller, EnvironmentChanges changes) {
        if (changes.fields().isEmpty()) {
            throw FieldError.refuse("body", "must name at least one field to change");
        }
        Integer duration = changes.maxDuration();
        if (duration != null && duration > 0 && duration < LEAST_DURATION) {
            throw FieldError.refuse("max_duration", "must be at least " + LEAST_DURATION + " seconds, or 0 for no end");
        }
        EnvironmentDesk.requirePriority(caller, changes.priority());
    }

    private void record(Caller caller, Environment after, List<String> fields) {
        if (fields.equals(List.of("name"))) {
            desk.record(after, "renamed", "renamed", caller);
        } else {
            desk.record(after, "changed", String.join(", ", fields) + " changed", caller);
        }
    }

    private Environment resizing(Caller caller, Environment before, EnvironmentChanges changes) {
        if (!RESIZABLE.contains(before.status()) || before.resize() != null) {
            throw EnvironmentDesk.conflict(
                    before, before.resize() == null ? "change its size" : "change its size twice at once", RESIZABLE);
        }
        Resize resize = new Resize(
                UUID.randomUUID(),
                Objects.requireNonNullElse(changes.cpu(), before.size().cpu()),
                Objects.requireNonNullElse(changes.memory(), before.size().memory()));
        Environment after = before.resizing(resize);
        if (before.life().computeHeld()) {
            quotas.reserve(
                    before.customerId(), before.workspaceId(), after.compute().minus(before.compute()));
        }
        outbox.publish(new EnvResizeRequested(
                before.id(), caller.id(), resize.id(), resize.cpu().doubleValue(), resize.memory()));
        return after;
    }
}
