package io.remotegpu.gis.lifecycle;

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
        Health health) {
    private static final String PROCESS = "process";

    static StatusView of(UserService service, ServiceState state, Health health) {
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
                health);
    }
}
