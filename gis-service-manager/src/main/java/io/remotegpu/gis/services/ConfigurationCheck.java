package io.remotegpu.gis.services;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.gis.connections.Connections;
import io.remotegpu.gis.descriptors.ConfigurationSchema;
import io.remotegpu.gis.descriptors.ServiceType;
import io.remotegpu.gis.rendering.Configuration;
import io.remotegpu.gis.rendering.DatabaseConnection;
import io.remotegpu.gis.rendering.InstanceFacts;
import io.remotegpu.gis.rendering.RenderRequest;
import io.remotegpu.gis.rendering.Rendered;
import io.remotegpu.gis.rendering.Rendering;
import io.remotegpu.web.FieldError;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From what a user says to what can be kept: size, schema, what fields mean together, connections, and that it renders. */
@Component
class ConfigurationCheck {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Rendering rendering;
    private final Connections connections;
    private final Facts facts;
    private final ServiceProperties properties;

    ConfigurationCheck(Rendering rendering, Connections connections, Facts facts, ServiceProperties properties) {
        this.rendering = rendering;
        this.connections = connections;
        this.facts = facts;
        this.properties = properties;
    }

    /** As a tree, if it is not too large to be looked at. */
    ObjectNode tree(Map<String, Object> configData) {
        ObjectNode tree = JSON.valueToTree(configData);
        long largest = properties.largestConfiguration().toBytes();
        if (tree.toString().length() > largest) {
            throw FieldError.refuse("config_data", "must be at most " + largest + " bytes of JSON");
        }
        return tree;
    }

    /**
     * Complete and rendered. A secret that is not given is made up.
     *
     * @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED with every field that is wrong, NOT_FOUND for a connection that is not
     *     the owner's, CONFIGURATION_INCOMPLETE for what lacks something to run
     */
    CheckedConfiguration require(CustomerId owner, ServiceType type, String instanceKey, ObjectNode given) {
        ConfigurationSchema schema = type.schema();
        ObjectNode complete = schema.withDefaults(given);
        refuseIfAny(schema.check(complete));
        schema.missingSecrets(complete).forEach(field -> complete.put(field, Facts.newSecret()));
        Configuration configuration = new Configuration(complete);
        refuseIfAny(rendering.check(type, configuration));
        List<Long> named = schema.connectionsOf(complete);
        Rendered rendered = render(type, instanceKey, configuration, connections.open(owner, named));
        List<FieldError> warnings = rendering.warnings(type, configuration, facts.of(instanceKey));
        return new CheckedConfiguration(complete, named, rendered, warnings, hash(schema, complete));
    }

    /** What an instance starts from, with its secrets: for whoever starts it, and nobody else. */
    Rendered render(UserService service, ServiceType type, ObjectNode complete) {
        Map<Long, DatabaseConnection> opened =
                connections.open(service.owner(), type.schema().connectionsOf(complete));
        return render(type, service.instanceKey(), new Configuration(complete), opened);
    }

    /** The same with something in the place of every secret, to be shown. */
    Rendered show(CustomerId owner, ServiceType type, String instanceKey, ObjectNode complete, String mask) {
        Map<Long, DatabaseConnection> masked =
                connections.open(owner, type.schema().connectionsOf(complete)).entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, each -> each.getValue().masked(mask)));
        return render(type, instanceKey, new Configuration(type.schema().withMaskedSecrets(complete, mask)), masked);
    }

    private Rendered render(
            ServiceType type, String instanceKey, Configuration configuration, Map<Long, DatabaseConnection> opened) {
        InstanceFacts instance = facts.of(instanceKey);
        return rendering.render(new RenderRequest(type, instance, configuration, opened));
    }

    private static void refuseIfAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw FieldError.refuse(errors);
        }
    }

    private static String hash(ConfigurationSchema schema, ObjectNode complete) {
        return Checksum.of(schema.withoutSecrets(complete));
    }
}
