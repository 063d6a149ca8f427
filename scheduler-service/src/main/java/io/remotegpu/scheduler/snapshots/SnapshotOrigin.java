package io.remotegpu.scheduler.snapshots;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.scheduler.snapshots.SnapshotStore.Snapshot;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides what a new environment may start from. Which image a snapshot is, is this service's knowledge and never the request's. */
@Component
public class SnapshotOrigin {
    private static final String SNAPSHOT_IMAGES = "remotegpu-snapshot/";

    private final SnapshotStore snapshots;

    SnapshotOrigin(SnapshotStore snapshots) {
        this.snapshots = snapshots;
    }

    public sealed interface Origin {
        /** It starts from the image that the request names, anywhere. */
        record Image() implements Origin {}

        /** It starts from this image, which one host has. */
        record Kept(String image, HostId hostId) implements Origin {}

        /** It must not start; {@code reason} is for a person. */
        record Refused(String reason) implements Origin {}
    }

    /** Locks the snapshot until the transaction ends, so that it is not removed from under its new user. */
    public Origin of(EnvRequested request) {
        SnapshotId wanted = request.snapshotId();
        if (wanted == null) {
            return request.workload().image().contains(SNAPSHOT_IMAGES)
                    ? new Origin.Refused(
                            "an image named " + SNAPSHOT_IMAGES + "… is a snapshot: start from the snapshot")
                    : new Origin.Image();
        }
        Optional<Snapshot> known = snapshots
                .lock(wanted)
                .filter(snapshot -> snapshot.status() == SnapshotStatus.READY)
                .filter(snapshot -> snapshot.workspaceId().equals(request.workspaceId()));
        return known.<Origin>map(snapshot -> new Origin.Kept(image(snapshot), snapshot.hostId()))
                .orElseGet(() -> new Origin.Refused("its workspace has no snapshot " + wanted + " to start from"));
    }

    private static String image(Snapshot ready) {
        return requireNonNull(ready.image(), "a snapshot that is ready has an image");
    }
}
