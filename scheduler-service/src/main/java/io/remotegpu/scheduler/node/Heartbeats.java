package io.remotegpu.scheduler.node;

import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.scheduler.hosts.HostRegistry;
import io.remotegpu.scheduler.hosts.UnexpectedWorkloads;
import io.remotegpu.scheduler.provisioning.HostReports;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** The most frequent facts by far: hosts are alive, and what they attest is compared with what should run there. */
@Component
class Heartbeats {
    private final HostRegistry hosts;
    private final HostReports reports;
    private final UnexpectedWorkloads unexpected;

    Heartbeats(HostRegistry hosts, HostReports reports, UnexpectedWorkloads unexpected) {
        this.hosts = hosts;
        this.reports = reports;
        this.unexpected = unexpected;
    }

    /** At most one of each host. */
    void take(Collection<HostHeartbeat> heartbeats) {
        if (!heartbeats.isEmpty()) {
            hosts.seen(heartbeats);
            reports.compare(heartbeats);
            unexpected.compare(heartbeats);
        }
    }
}
