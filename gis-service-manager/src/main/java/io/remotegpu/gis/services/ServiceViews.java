package io.remotegpu.gis.services;

import io.remotegpu.gis.descriptors.ConfigurationSchema;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.rendering.Configuration;
import io.remotegpu.gis.rendering.Rendering;
import io.remotegpu.web.FieldError;
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
    private final Rendering rendering;
    private final Facts facts;

    ServiceViews(DescriptorCatalog catalog, Rendering rendering, Facts facts) {
        this.catalog = catalog;
        this.rendering = rendering;
        this.facts = facts;
    }

    ServiceView inList(UserService service) {
        return view(service, null, null, null);
    }

    ServiceView of(UserService service, ObjectNode configuration) {
        ServiceType type = catalog.require(service.type());
        ConfigurationSchema schema = type.schema();
        return view(
                service,
                map(schema.withoutSecrets(configuration)),
                schema.secretsIn(configuration),
                rendering.warnings(
                        type, new Configuration(schema.withDefaults(configuration)), facts.of(service.instanceKey())));
    }

    static Map<String, Object> map(ObjectNode node) {
        return JSON.convertValue(node, MAP);
    }

    private ServiceView view(
            UserService service,
            @Nullable Map<String, Object> configuration,
            @Nullable List<String> secrets,
            @Nullable List<FieldError> warnings) {
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
                warnings,
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
