package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Precondition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Changes services. Each change of a configuration is a new version; none is ever overwritten. */
@Service
public class ServiceEdits {
    private final ServiceRepository services;
    private final VersionRepository versions;
    private final DescriptorCatalog catalog;
    private final ConfigurationCheck check;
    private final QuotaLedger quotas;
    private final OperationLog log;
    private final ServiceViews views;
    private final ObjectProvider<ServiceActions> actions;
    private final Clock clock;

    ServiceEdits(
            ServiceRepository services,
            VersionRepository versions,
            DescriptorCatalog catalog,
            ConfigurationCheck check,
            QuotaLedger quotas,
            OperationLog log,
            ServiceViews views,
            ObjectProvider<ServiceActions> actions,
            Clock clock) {
        this.services = services;
        this.versions = versions;
        this.catalog = catalog;
        this.check = check;
        this.quotas = quotas;
        this.log = log;
        this.views = views;
        this.actions = actions;
        this.clock = clock;
    }

    @Transactional
    ServiceView change(Caller caller, long id, ServiceChanges changes, Precondition precondition) {
        UserService before = lock(caller, id);
        ObjectNode former = services.configuration(before);
        precondition.require(views.of(before, former));
        ServiceType type = catalog.require(before.type());
        ObjectNode wanted = changes.configData() == null
                ? former
                : type.schema().keepingSecrets(check.tree(changes.configData()), former);
        UserService after = with(before, changes);
        return save(caller.id(), before, after, wanted, OperationType.CONFIG_UPDATE, "changed");
    }

    /** Writes a former configuration as the newest version. */
    @Transactional
    ServiceView rollback(Caller caller, long id, int version, Precondition precondition) {
        UserService service = lock(caller, id);
        precondition.require(views.of(service, services.configuration(service)));
        return rollback(caller.id(), service, version, "rolled back to version " + version);
    }

    /**
     * The same for the platform, which does it when a configuration does not start.
     *
     * @param reason for the log and the list of versions
     * @throws PlatformException NOT_FOUND if the version is not kept any more
     */
    @Transactional
    public void rollback(long id, int version, String reason) {
        services.find(id).ifPresent(known -> quotas.hold(known.owner()));
        UserService service = services.lock(id).orElseThrow(() -> PlatformException.notFound("user_service", id));
        rollback(service.owner(), service, version, reason);
    }

    private ServiceView rollback(CustomerId who, UserService service, int version, String reason) {
        ObjectNode former = versions.find(service, version)
                .orElseThrow(() -> PlatformException.notFound("config_version", version));
        return save(who, service, service, former, OperationType.ROLLBACK, reason);
    }

    private ServiceView save(
            CustomerId who,
            UserService before,
            UserService after,
            ObjectNode wanted,
            OperationType operation,
            String reason) {
        Instant began = clock.instant();
        ObjectNode former = services.configuration(before);
        ServiceType type = catalog.require(before.type());
        CheckedConfiguration checked = check.require(before.owner(), type, before.instanceKey(), wanted);
        boolean changed = !checked.complete().equals(former);
        UserService saved = after.with(checked, before.configVersion() + (changed ? 1 : 0), began);
        quotas.reserve(
                before.owner(),
                before.type(),
                0,
                saved.size().storageMb() - before.size().storageMb(),
                saved.size().concurrentRequests());
        write(before, saved, checked);
        if (changed) {
            versions.insert(saved, checked.complete(), checked.hash(), reason, who, began);
        }
        log.done(before.id(), who, operation, reason, Duration.between(began, clock.instant()));
        boolean restart = changed && needsRestart(before, type, former, checked);
        actions.orderedStream().forEach(each -> each.changed(before.id(), restart));
        return views.of(saved, checked.complete());
    }

    private void write(UserService before, UserService saved, CheckedConfiguration checked) {
        if (saved.isDefault() && !before.isDefault()) {
            services.clearDefault(before.owner(), before.type());
        }
        try {
            services.update(saved, checked.complete());
        } catch (DuplicateKeyException taken) {
            throw ServiceDesk.nameTaken();
        }
        services.linkConnections(saved.id(), checked.connections());
    }

    /** Whether what runs differs; where the former configuration no longer renders, it does. */
    private boolean needsRestart(
            UserService before, ServiceType type, ObjectNode former, CheckedConfiguration checked) {
        try {
            return checked.rendered().needsRestart(check.render(before, type, former));
        } catch (PlatformException outdated) {
            return true;
        }
    }

    private UserService lock(Caller caller, long id) {
        services.find(caller, id).ifPresent(service -> quotas.hold(service.owner()));
        return services.lock(caller, id)
                .filter(service -> service.status() != ServiceStatus.DELETING)
                .orElseThrow(() -> PlatformException.notFound("user_service", id));
    }

    private static UserService with(UserService before, ServiceChanges changes) {
        return before.named(
                Objects.requireNonNullElse(changes.serviceName(), before.name()),
                changes.description() == null ? before.description() : changes.description(),
                Objects.requireNonNullElse(changes.isDefault(), before.isDefault()),
                Objects.requireNonNullElse(changes.autoStart(), before.autoStart()));
    }
}
