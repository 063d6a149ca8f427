package io.remotegpu.workspace.datasets;

import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.Precondition;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.customers.Customers;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who may register which data. A member names folders of their own workspace only; anything else on the hosts is an administrator's to offer. */
@Service
class Datasets {
    private final DatasetRepository datasets;
    private final WorkspaceAccess access;
    private final Customers customers;
    private final Clock clock;

    Datasets(DatasetRepository datasets, WorkspaceAccess access, Customers customers, Clock clock) {
        this.datasets = datasets;
        this.access = access;
        this.customers = customers;
        this.clock = clock;
    }

    Dataset show(Caller caller, long id) {
        return datasets.find(caller, id).orElseThrow(() -> PlatformException.notFound("dataset", id));
    }

    @Transactional
    Dataset register(Caller caller, NewDataset dataset) {
        Long workspace = dataset.workspaceId();
        requireKeeper(caller, workspace == null ? null : new WorkspaceId(workspace));
        requireOwnSource(caller, dataset);
        customers.ensureKnown(caller.id(), caller.username());
        try {
            return show(caller, datasets.insert(caller.id(), dataset, clock.instant()));
        } catch (DuplicateKeyException taken) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    "a dataset is called " + dataset.name() + " there already; choose another name",
                    Map.of("resource", "dataset", "name", dataset.name()));
        }
    }

    @Transactional
    Dataset change(Caller caller, long id, DatasetChanges changes, Precondition precondition) {
        precondition.require(lock(caller, id));
        datasets.describe(id, changes.description(), clock.instant());
        return show(caller, id);
    }

    /** The data stays where it is. */
    @Transactional
    void delete(Caller caller, long id) {
        lock(caller, id);
        Dataset dataset =
                show(caller, id); // read again: what began to read it while the lock was waited for counts too
        if (dataset.usedBy() > 0) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    dataset.usedBy() + " environments read dataset " + dataset.name() + "; take it from them first",
                    Map.of("environments", dataset.usedBy()));
        }
        datasets.delete(id);
    }

    /** The right first: to the database a lock is a change, and what one may not change would seem not to exist. */
    private Dataset lock(Caller caller, long id) {
        requireKeeper(caller, show(caller, id).workspaceId());
        return datasets.lock(caller, id).orElseThrow(() -> PlatformException.notFound("dataset", id));
    }

    private void requireKeeper(Caller caller, @Nullable WorkspaceId workspace) {
        if (workspace == null) {
            caller.requireAdmin();
        } else {
            access.require(caller, workspace, Permission.EDIT);
        }
    }

    /** Else a member could register, and so read, what belongs to others. */
    private static void requireOwnSource(Caller caller, NewDataset dataset) {
        if (caller.isAdmin()) {
            return;
        }
        String own = "workspaces/" + dataset.workspaceId() + "/";
        if (!dataset.kind().equals("folder")) {
            throw FieldError.refuse("kind", "must be folder; volumes are registered by administrators");
        }
        if (!dataset.source().startsWith(own)) {
            throw FieldError.refuse(
                    "source", "must be a folder below " + own + "; others are registered by administrators");
        }
    }
}
