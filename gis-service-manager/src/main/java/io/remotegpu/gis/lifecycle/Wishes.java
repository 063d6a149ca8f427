package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisEvent.GisDeleteRequested;
import io.remotegpu.contracts.GisEvent.GisRestartRequested;
import io.remotegpu.contracts.GisEvent.GisStartRequested;
import io.remotegpu.contracts.GisEvent.GisStopRequested;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.services.UserService;
import io.remotegpu.messaging.Outbox;
import org.springframework.stereotype.Component;

/** Tells the scheduler what is wanted. */
@Component
class Wishes {
    private final PersonalWorkspaces workspaces;
    private final Outbox outbox;

    Wishes(PersonalWorkspaces workspaces, Outbox outbox) {
        this.workspaces = workspaces;
        this.outbox = outbox;
    }

    /** @param anew whether it is stopped first, whatever it runs with */
    void running(ServiceState wanted, UserService service, Workload workload, boolean anew) {
        var id = WorkloadIds.of(service.id());
        CustomerId owner = service.owner();
        WorkspaceId workspace = workspaces.of(owner);
        outbox.publish(
                anew
                        ? new GisRestartRequested(id, wanted.generation(), owner, workspace, service.name(), workload)
                        : new GisStartRequested(id, wanted.generation(), owner, workspace, service.name(), workload));
    }

    void stopped(ServiceState wanted, CustomerId actor) {
        outbox.publish(new GisStopRequested(WorkloadIds.of(wanted.id()), wanted.generation(), actor));
    }

    void gone(ServiceState wanted) {
        outbox.publish(new GisDeleteRequested(WorkloadIds.of(wanted.id()), wanted.generation(), wanted.owner()));
    }
}
