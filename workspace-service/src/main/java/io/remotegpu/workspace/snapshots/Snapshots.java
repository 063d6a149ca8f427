package io.remotegpu.workspace.snapshots;

import io.remotegpu.contracts.EnvironmentEvent.SnapshotDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.quotas.Resources;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.requests.RequestJson;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people want of snapshots. */
@Service
public class Snapshots {
    private final SnapshotRepository snapshots;
    private final SnapshotProperties properties;
    private final WorkspaceAccess access;
    private final QuotaLedger quotas;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    Snapshots(
            SnapshotRepository snapshots,
            SnapshotProperties properties,
            WorkspaceAccess access,
            QuotaLedger quotas,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.snapshots = snapshots;
        this.properties = properties;
        this.access = access;
        this.quotas = quotas;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The request with what it does not say taken from the snapshot that it names.
     *
     * @throws PlatformException NOT_FOUND for one of another workspace, ENVIRONMENT_STATE_CONFLICT for one that cannot be started from
     */
    public NewEnvironment fill(Caller caller, String id, NewEnvironment request) {
        Snapshot snapshot = show(caller, id);
        if (!Objects.equals(request.workspaceId(), snapshot.workspaceId().value())) {
            throw notFound(id);
        }
        require(snapshot, "started from", SnapshotStatus.AVAILABLE);
        return RequestJson.fill(request, snapshot.spec(), Map.of());
    }

    Snapshot show(Caller caller, String id) {
        Snapshot snapshot = snapshots.find(id).orElseThrow(() -> notFound(id));
        access.require(caller, snapshot.workspaceId(), Permission.VIEW, () -> notFound(id));
        return snapshot;
    }

    /** @throws PlatformException ENVIRONMENT_NOT_FOUND unless the caller may see it */
    void requireEnvironment(Caller caller, WorkloadId environment) {
        WorkspaceId workspace = snapshots.workspaceOf(environment).orElseThrow(() -> noEnvironment(environment));
        access.require(caller, workspace, Permission.VIEW, () -> noEnvironment(environment));
    }

    /** @throws PlatformException QUOTA_EXCEEDED, ENVIRONMENT_STATE_CONFLICT unless it runs */
    @Transactional
    Snapshot take(Caller caller, WorkloadId environment, NewSnapshot wanted) {
        SnapshotSource source = snapshots.lockSource(environment).orElseThrow(() -> noEnvironment(environment));
        access.require(caller, source.workspaceId(), Permission.EDIT, () -> noEnvironment(environment));
        requireTakeable(source);
        quotas.reserve(source.customerId(), source.workspaceId(), Resources.storage(properties.reserve()));
        Snapshot snapshot = creating(source, wanted);
        snapshots.insert(snapshot);
        record(snapshot, source.status(), "snapshot_requested", caller);
        outbox.publish(new SnapshotRequested(environment, caller.id(), snapshot.id()));
        return snapshot;
    }

    @Transactional
    Snapshot delete(Caller caller, String id) {
        Snapshot snapshot = snapshots.lock(id).orElseThrow(() -> notFound(id));
        Permission permission = snapshot.customerId().equals(caller.id()) ? Permission.DELETE_OWN : Permission.DELETE;
        access.require(caller, snapshot.workspaceId(), permission, () -> notFound(id));
        require(
                snapshot,
                "deleted",
                SnapshotStatus.AVAILABLE,
                SnapshotStatus.ERROR,
                SnapshotStatus.LOST,
                SnapshotStatus.DELETING);
        snapshots.become(snapshot.id(), SnapshotStatus.DELETING, null, snapshot.storageHeld());
        outbox.publish(new SnapshotDeleteRequested(snapshot.environmentId(), caller.id(), snapshot.id()));
        return show(caller, id);
    }

    private void requireTakeable(SnapshotSource source) {
        if (!source.runs()) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "a snapshot is taken of a running environment; this one is " + source.status(),
                    Map.of("status", source.status(), "allowed", List.of("running")));
        }
        int most = properties.perEnvironment();
        int used = snapshots.count(source.id());
        if (used >= most) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "an environment may have " + most + " snapshots; delete one first",
                    Map.of("resource", "snapshots", "limit", most, "used", used, "requested", 1));
        }
    }

    private Snapshot creating(SnapshotSource source, NewSnapshot wanted) {
        Instant now = clock.instant();
        // spotless:off
        return new Snapshot(
                new SnapshotId("snap-" + UUID.randomUUID()), wanted.name().strip(), Objects.requireNonNullElse(wanted.description(), ""),
                source.id(), source.workspaceId(), source.customerId(), SnapshotStatus.CREATING, null, source.spec(),
                null, null, null, null, properties.reserve(), now, null);
        // spotless:on
    }

    private void record(Snapshot snapshot, String environmentStatus, String type, Caller caller) {
        String message = "snapshot " + snapshot.name() + " requested by " + caller.username();
        timeline.record(
                snapshot.environmentId(),
                new TimelineEntry(clock.instant(), type, environmentStatus, message, caller.username()));
    }

    private static void require(Snapshot snapshot, String done, SnapshotStatus... allowed) {
        if (!List.of(allowed).contains(snapshot.status())) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "snapshot " + snapshot.id() + " is " + snapshot.status().wireName() + " and cannot be " + done,
                    Map.of("status", snapshot.status(), "allowed", List.of(allowed)));
        }
    }

    private static PlatformException notFound(String id) {
        return PlatformException.notFound("snapshot", id);
    }

    private static PlatformException noEnvironment(WorkloadId id) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_NOT_FOUND, "environment " + id + " not found", Map.of("env_id", id.value()));
    }
}
