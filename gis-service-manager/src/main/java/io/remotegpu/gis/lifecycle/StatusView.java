package io.remotegpu.gis.lifecycle;

import io.remotegpu.gis.quotas.Kept;
import io.remotegpu.gis.services.UserService;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a service is now.
 *
 * @param desired running, stopped or deleted: where its owner wants it
 * @param observed stopped, queued, starting, running, waiting, stopping, unknown or error: where it was last seen
 * @param reason why the two differ, if they do
 * @param isolation none where it runs as a plain process of its host
 * @param configVersion what it runs with; {@code goodConfigVersion} is the latest that is known to work
 * @param storage what it keeps of what it may
 * @param restartsAt when it is started again after a failure
 */
record StatusView(
        long id,
        String status,
        String desired,
        String observed,
        @Nullable String reason,
        String path,
        @Nullable String hostName,
        @Nullable String runtime,
        @Nullable String isolation,
        int configVersion,
        @Nullable Integer goodConfigVersion,
        int failures,
        @Nullable Instant restartsAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        Storage storage,
        Health health) {
    /** @param exceeded whether it keeps more than it may, and so does not start again */
    record Storage(int usedMb, int limitMb, boolean exceeded) {
        static Storage of(Kept kept) {
            return new Storage(kept.usedMb(), kept.limitMb(), kept.exceeded());
        }
    }

    private static final String PROCESS = "process";

    static StatusView of(UserService service, ServiceState state, Kept kept, Health health) {
        Place place = state.place();
        String runtime = place == null ? null : place.runtime();
        return new StatusView(
                service.id(),
                state.observed().status().wireName(),
                state.wish().desired().wireName(),
                state.observed().wireName(),
                state.reason(),
                "/s/" + service.instanceKey() + "/",
                place == null ? null : place.hostName(),
                runtime,
                PROCESS.equals(runtime) ? "none" : null,
                state.configVersion(),
                state.goodVersion(),
                state.trouble().failures(),
                state.trouble().restartAt(),
                state.sight().startedAt(),
                state.sight().stoppedAt(),
                Storage.of(kept),
                health);
    }
}
