package io.remotegpu.gis.services;

import io.remotegpu.gis.descriptors.ConfigurationSchema;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What of a service may be shown. */
@Component
class ServiceViews {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final DescriptorCatalog catalog;
    private final Facts facts;

    ServiceViews(DescriptorCatalog catalog, Facts facts) {
        this.catalog = catalog;
        this.facts = facts;
    }

    ServiceView inList(UserService service) {
        return view(service, null, null);
    }

    ServiceView of(UserService service, ObjectNode configuration) {
        ConfigurationSchema schema = catalog.require(service.type()).schema();
        return view(service, map(schema.withoutSecrets(configuration)), schema.secretsIn(configuration));
    }

    static Map<String, Object> map(ObjectNode node) {
        return JSON.convertValue(node, MAP);
    }

    private ServiceView view(
            UserService service, @Nullable Map<String, Object> configuration, @Nullable List<String> secrets) {
        return new ServiceView(
                service.id(),
                service.name(),
                service.type(),
                service.version(),
                service.status().wireName(),
                service.instanceKey(),
                facts.of(service.instanceKey()).url(),
                service.configVersion(),
                configuration,
                secrets,
                service.visibility(),
                service.port(),
                service.size(),
                service.description(),
                service.isDefault(),
                service.autoStart(),
                service.createdAt(),
                service.updatedAt(),
                service.lastStartedAt(),
                service.lastStoppedAt());
    }
}
