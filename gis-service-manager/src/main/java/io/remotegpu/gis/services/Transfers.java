package io.remotegpu.gis.services;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.connections.Connections;
import io.remotegpu.gis.descriptors.ConfigurationSchema;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes services out and in again, here or at another platform. */
@Component
class Transfers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final ServiceRepository services;
    private final ServiceDesk desk;
    private final DescriptorCatalog catalog;
    private final Connections connections;
    private final OperationLog log;

    Transfers(
            ServiceRepository services,
            ServiceDesk desk,
            DescriptorCatalog catalog,
            Connections connections,
            OperationLog log) {
        this.services = services;
        this.desk = desk;
        this.catalog = catalog;
        this.connections = connections;
        this.log = log;
    }

    @Transactional
    Exported export(Caller caller, long id) {
        UserService service =
                services.find(caller, id).orElseThrow(() -> PlatformException.notFound("user_service", id));
        ConfigurationSchema schema = catalog.require(service.type()).schema();
        ObjectNode configuration = schema.withoutSecrets(services.configuration(service));
        Map<String, String> named = new LinkedHashMap<>();
        connections
                .names(service.owner(), schema.connectionsOf(configuration))
                .forEach((number, name) -> named.put(String.valueOf(number), name));
        Exported unsigned = new Exported(
                Exported.FORMAT,
                service.name(),
                service.type(),
                ServiceViews.map(configuration),
                service.description(),
                service.autoStart(),
                named,
                "");
        log.done(id, caller.id(), OperationType.EXPORT, "exported", Duration.ZERO);
        return signed(unsigned, checksum(unsigned));
    }

    @Transactional
    UserService take(Caller caller, Import wanted) {
        Exported document = wanted.document();
        if (!checksum(document).equals(document.checksum())) {
            throw FieldError.refuse("document.checksum", "does not fit the document; it was changed or is not whole");
        }
        ConfigurationSchema schema = catalog.require(document.serviceType()).schema();
        ObjectNode configuration = JSON.valueToTree(document.configData());
        ObjectNode moved = schema.withConnections(configuration, number -> here(caller, wanted, number));
        return desk.create(
                caller,
                new NewService(
                        Objects.requireNonNullElse(wanted.serviceName(), document.serviceName()),
                        document.serviceType(),
                        ServiceViews.map(moved),
                        document.description(),
                        false,
                        document.autoStart(),
                        null),
                OperationType.IMPORT);
    }

    private long here(Caller caller, Import wanted, long number) {
        String key = String.valueOf(number);
        Map<String, Long> given = Objects.requireNonNullElse(wanted.connections(), Map.of());
        if (given.get(key) instanceof Long chosen) {
            return chosen;
        }
        String name = wanted.document().connections().getOrDefault(key, "");
        return connections
                .numberOf(caller.id(), name)
                .orElseThrow(() -> FieldError.refuse(
                        "connections." + key,
                        "must be the number of a connection of yours; you have none called " + name));
    }

    private static String checksum(Exported document) {
        return Checksum.of(JSON.valueToTree(signed(document, "")));
    }

    private static Exported signed(Exported document, String checksum) {
        return new Exported(
                document.format(),
                document.serviceName(),
                document.serviceType(),
                document.configData(),
                document.description(),
                document.autoStart(),
                document.connections(),
                checksum);
    }
}
