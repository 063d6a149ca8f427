package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.gis.templates.TemplateCatalog;
import io.remotegpu.web.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Takes new services in. */
@Service
class ServiceDesk {
    private final ServiceRepository services;
    private final VersionRepository versions;
    private final DescriptorCatalog catalog;
    private final TemplateCatalog templates;
    private final ConfigurationCheck check;
    private final QuotaLedger quotas;
    private final OperationLog log;
    private final ObjectProvider<ServiceActions> actions;
    private final Clock clock;

    ServiceDesk(
            ServiceRepository services,
            VersionRepository versions,
            DescriptorCatalog catalog,
            TemplateCatalog templates,
            ConfigurationCheck check,
            QuotaLedger quotas,
            OperationLog log,
            ObjectProvider<ServiceActions> actions,
            Clock clock) {
        this.services = services;
        this.versions = versions;
        this.catalog = catalog;
        this.templates = templates;
        this.check = check;
        this.quotas = quotas;
        this.log = log;
        this.actions = actions;
        this.clock = clock;
    }

    @Transactional
    UserService create(Caller caller, NewService wanted, OperationType how) {
        Instant began = clock.instant();
        ServiceType type = catalog.require(wanted.serviceType());
        String key = Facts.newKey();
        CheckedConfiguration configuration = check.require(caller.id(), type, key, asked(wanted));
        UserService.Size size = configuration.size();
        quotas.reserve(caller.id(), type.name(), 1, size.storageMb(), size.concurrentRequests());
        boolean isDefault =
                Objects.requireNonNullElseGet(wanted.isDefault(), () -> !services.hasDefault(caller.id(), type.name()));
        if (isDefault) {
            services.clearDefault(caller.id(), type.name());
        }
        UserService service = inserted(caller, type, key, configuration, wanted, isDefault, began);
        services.linkConnections(service.id(), configuration.connections());
        versions.insert(service, configuration.complete(), configuration.hash(), how.wireName(), caller.id(), began);
        log.done(service.id(), caller.id(), how, "created", Duration.between(began, clock.instant()));
        actions.orderedStream().forEach(each -> each.created(service.id(), service.autoStart()));
        return service;
    }

    /** What the request says, over what its template does. */
    ObjectNode asked(NewService wanted) {
        ObjectNode given = check.tree(Objects.requireNonNullElse(wanted.configData(), Map.of()));
        return wanted.template() == null ? given : templates.fill(wanted.template(), wanted.serviceType(), given);
    }

    private UserService inserted(
            Caller caller,
            ServiceType type,
            String key,
            CheckedConfiguration configuration,
            NewService wanted,
            boolean isDefault,
            Instant now) {
        UserService draft = new UserService(
                0,
                caller.id(),
                wanted.serviceName(),
                type.name(),
                configuration.version(),
                ServiceStatus.STOPPED,
                key,
                1,
                null,
                configuration.size(),
                configuration.visibility(),
                wanted.description(),
                isDefault,
                Boolean.TRUE.equals(wanted.autoStart()),
                now,
                now,
                null,
                null);
        try {
            long id = services.insert(draft, configuration.complete());
            return services.find(id).orElseThrow();
        } catch (DuplicateKeyException taken) {
            throw nameTaken();
        }
    }

    static PlatformException nameTaken() {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "you have a service of this name and type already; choose another name",
                Map.of("resource", "user_service"));
    }
}
