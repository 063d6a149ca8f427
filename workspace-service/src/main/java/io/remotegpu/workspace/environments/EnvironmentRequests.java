package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.datasets.DatasetUsage;
import io.remotegpu.workspace.environments.Environment.Size;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.requests.WorkloadFactory;
import io.remotegpu.workspace.spending.SpendingGate;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** New environments: completed, checked against role and quota, written down and passed on in one transaction. */
@Service
class EnvironmentRequests {
    private final RequestCompletion completion;
    private final EnvironmentRepository environments;
    private final EnvironmentIds ids;
    private final EnvironmentDesk desk;
    private final WorkspaceAccess access;
    private final Customers customers;
    private final SpendingGate spending;
    private final QuotaLedger quotas;
    private final DatasetUsage datasets;
    private final Outbox outbox;
    private final Clock clock;

    // spotless:off
    EnvironmentRequests(
            RequestCompletion completion, EnvironmentRepository environments, EnvironmentIds ids, EnvironmentDesk desk,
            WorkspaceAccess access, Customers customers, SpendingGate spending, QuotaLedger quotas, DatasetUsage datasets,
            Outbox outbox, Clock clock) {
        this.completion = completion;
        this.environments = environments;
        this.ids = ids;
        this.desk = desk;
        this.access = access;
        this.customers = customers;
        this.spending = spending;
        this.quotas = quotas;
        this.datasets = datasets;
        this.outbox = outbox;
        this.clock = clock;
    }
    // spotless:on

    /** @throws PlatformException INSUFFICIENT_BALANCE or QUOTA_EXCEEDED, with nothing written */
    @Transactional
    Environment request(Caller caller, NewEnvironment asked) {
        NewEnvironment wanted = completion.complete(caller, asked);
        WorkspaceId workspace = new WorkspaceId(wanted.workspaceId());
        access.require(caller, workspace, Permission.CREATE);
        EnvironmentDesk.requirePriority(caller, wanted.priority());
        customers.ensureKnown(caller.id(), caller.username());
        Workload workload = WorkloadFactory.workload(wanted, datasets.mounts(workspace, wanted.datasets()));
        spending.requireAllowed(caller.id(), workspace);
        quotas.reserve(caller.id(), workspace, wanted.resources());
        Environment environment = newEnvironment(caller, wanted, workload);
        write(environment);
        desk.record(environment, "requested", "requested", caller);
        outbox.publish(requested(environment, workload));
        return environment;
    }

    private void write(Environment environment) {
        if (!environments.insert(environment)) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "workspace " + environment.workspaceId() + " is archived and can only be read");
        }
        datasets.set(environment.id(), environment.asked().datasetIds(), environment.createdAt());
    }

    private Environment newEnvironment(Caller caller, NewEnvironment wanted, Workload workload) {
        return new Environment(
                ids.next(),
                wanted.name(),
                caller.id(),
                new WorkspaceId(wanted.workspaceId()),
                workload.image(),
                new Size(wanted.cpu(), workload.memory(), workload.gpu().count(), workload.storage()),
                Asked.by(wanted),
                null,
                clock.instant(),
                new Life(Standing.NEW, null, Placement.nowhere(workload.ports()), true, null, null));
    }

    private static EnvRequested requested(Environment environment, Workload workload) {
        return new EnvRequested(
                environment.id(),
                environment.customerId(),
                environment.workspaceId(),
                environment.name(),
                workload,
                environment.asked().scheduling(),
                environment.asked().snapshotId());
    }
}
