package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.Connections;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import io.remotegpu.contracts.workload.WorkloadActivity.SshSession;
import java.time.Instant;
import java.util.List;

/** What a host may have seen of an environment. */
record Seen(WorkloadId id, long epoch) {
    /** Nobody is there. */
    WorkloadActivity nobody() {
        return of(List.of(), List.of());
    }

    /** A terminal is open, and this was when somebody last typed. */
    WorkloadActivity typing(Instant lastInput) {
        return of(
                List.of(new SshSession("pts/0", lastInput.minusSeconds(60), lastInput, "192.0.2.9", null)), List.of());
    }

    /** As editors connect. */
    WorkloadActivity editor(Instant since) {
        return of(List.of(new SshSession(null, since, null, "192.0.2.9", null)), List.of());
    }

    WorkloadActivity connected(String serviceType, int port) {
        return of(List.of(), List.of(new Connections(serviceType, port, 1)));
    }

    /** With a page open on it. */
    WorkloadActivity jupyter(Notebooks notebooks) {
        return new WorkloadActivity(
                id, epoch, List.of(), List.of(new Connections("jupyter", 8888, 2)), notebooks, List.of());
    }

    WorkloadActivity running(String process) {
        return new WorkloadActivity(id, epoch, List.of(), List.of(), null, List.of(process));
    }

    /** The host can look at nothing. */
    WorkloadActivity blind() {
        return new WorkloadActivity(id, epoch, null, null, null, null);
    }

    private WorkloadActivity of(List<SshSession> sessions, List<Connections> connections) {
        return new WorkloadActivity(id, epoch, sessions, connections, null, List.of());
    }
}
