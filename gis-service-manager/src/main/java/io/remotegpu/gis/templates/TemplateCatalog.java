package io.remotegpu.gis.templates;

import io.remotegpu.web.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every template there is. */
@Component
public class TemplateCatalog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<ServiceTemplate> templates;

    TemplateCatalog() {
        YAMLMapper yaml = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try (InputStream file = new ClassPathResource("descriptors/templates.yaml").getInputStream()) {
            templates = List.of(yaml.readValue(file, ServiceTemplate[].class));
        } catch (IOException failure) {
            throw new IllegalStateException("the templates cannot be read", failure);
        }
    }

    /** Those of one type, or all for an empty name. */
    public List<ServiceTemplate> of(String serviceType) {
        return templates.stream()
                .filter(template ->
                        serviceType.isEmpty() || template.serviceType().equals(serviceType))
                .toList();
    }

    /**
     * What a request asks for, over what the template that it names says. An object is joined with the template's, anything else replaces it.
     *
     * @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED for a template that does not exist or is of another type
     */
    public ObjectNode fill(String template, String serviceType, ObjectNode given) {
        ServiceTemplate found = of(serviceType).stream()
                .filter(each -> each.name().equals(template))
                .findFirst()
                .orElseThrow(() -> FieldError.refuse(
                        "template",
                        "must be one of "
                                + of(serviceType).stream()
                                        .map(ServiceTemplate::name)
                                        .toList()));
        ObjectNode filled = JSON.valueToTree(found.configData());
        join(filled, given);
        return filled;
    }

    private static void join(ObjectNode target, ObjectNode over) {
        over.forEachEntry((field, value) -> {
            if (value instanceof ObjectNode object && target.get(field) instanceof ObjectNode known) {
                join(known, object);
            } else {
                target.set(field, value.deepCopy());
            }
        });
    }
}
