package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in an environment, as its host last saw it. A part is missing where the host cannot look; all are if it has not looked lately.
 *
 * @param sessions by SSH, with the fingerprint of the key that opened each
 * @param connections to its ports, those sessions left out
 */
record SessionsView(
        @Nullable Instant seenAt,
        @Nullable List<SshSession> sessions,
        @Nullable List<Connections> connections,
        @Nullable Notebooks notebooks) {
    static final SessionsView UNSEEN = new SessionsView(null, null, null, null);

    static SessionsView of(Look look) {
        WorkloadActivity activity = look.activity();
        return new SessionsView(look.at(), activity.sessions(), activity.connections(), activity.notebooks());
    }
}
