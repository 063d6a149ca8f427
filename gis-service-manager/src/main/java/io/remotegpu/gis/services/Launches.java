package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.rendering.Configuration;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What a service is to start from now: rendered anew each time, since connections change and host names move. */
@Service
public class Launches {
    private final ServiceRepository services;
    private final VersionRepository versions;
    private final DescriptorCatalog catalog;
    private final ConfigurationCheck check;

    Launches(
            ServiceRepository services,
            VersionRepository versions,
            DescriptorCatalog catalog,
            ConfigurationCheck check) {
        this.services = services;
        this.versions = versions;
        this.catalog = catalog;
        this.check = check;
    }

    /**
     * Holds secrets: it goes to the host and nowhere else.
     *
     * @throws PlatformException NOT_FOUND for a service that is gone, VALIDATION_FAILED for a connection that may no longer be used
     */
    @Transactional
    public Launch of(long id) {
        UserService service = required(id);
        return launch(service, services.configuration(service));
    }

    /** The same with a former configuration, which stays former. */
    @Transactional
    public Launch of(long id, int configVersion) {
        UserService service = required(id);
        ObjectNode former = versions.find(service, configVersion)
                .orElseThrow(() -> PlatformException.notFound("config_version", configVersion));
        return launch(service, former);
    }

    /** Whose service it is; empty if it is gone. */
    public Optional<CustomerId> owner(long id) {
        return services.find(id).map(UserService::owner);
    }

    /** As it is written; nothing that it names is resolved, so nothing stands against it. */
    @Transactional
    public Configuration configuration(long id) {
        return new Configuration(services.configuration(required(id)));
    }

    private UserService required(long id) {
        return services.lock(id).orElseThrow(() -> PlatformException.notFound("user_service", id));
    }

    private Launch launch(UserService service, ObjectNode configuration) {
        ServiceType type = catalog.require(service.type());
        return new Launch(
                service,
                type.descriptor(),
                new Configuration(configuration),
                check.render(service, type, configuration));
    }
}
