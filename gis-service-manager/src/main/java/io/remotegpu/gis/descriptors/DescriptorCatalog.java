package io.remotegpu.gis.descriptors;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.remotegpu.web.FieldError;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Every type of service, those that are shipped and those of {@code gis.types.folder}. */
@Component
public class DescriptorCatalog {
    private final Map<String, ServiceType> types = new TreeMap<>();

    public DescriptorCatalog(ServiceTypeProperties properties) {
        ObjectNode common = DescriptorFiles.common();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        List<Descriptor> further =
                properties.folder() == null || properties.folder().isBlank()
                        ? List.of()
                        : DescriptorFiles.in(Path.of(properties.folder()));
        Map<String, Descriptor> descriptors = new TreeMap<>();
        Stream.concat(DescriptorFiles.shipped().stream(), further.stream())
                .forEach(descriptor -> descriptors.put(descriptor.type(), withImages(descriptor, properties.images())));
        descriptors.forEach((name, descriptor) -> types.put(name, type(common, descriptor, registry)));
    }

    public Collection<ServiceType> types() {
        return List.copyOf(types.values());
    }

    public Optional<ServiceType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** @throws io.remotegpu.contracts.error.PlatformException VALIDATION_FAILED, which lists the types there are */
    public ServiceType require(String name) {
        return find(name).orElseThrow(() -> FieldError.refuse("service_type", "must be one of " + types.keySet()));
    }

    private static ServiceType type(ObjectNode common, Descriptor descriptor, SchemaRegistry registry) {
        if (descriptor.version(descriptor.defaultVersion()).isEmpty()) {
            throw new IllegalStateException("descriptor " + descriptor.type() + " has no version "
                    + descriptor.defaultVersion() + ", its default");
        }
        return new ServiceType(descriptor, new ConfigurationSchema(SchemaAssembly.of(common, descriptor), registry));
    }

    private static Descriptor withImages(Descriptor shipped, Map<String, String> images) {
        return shipped.with(shipped.versions().stream()
                .map(each -> new Descriptor.Version(
                        each.version(), images.getOrDefault(shipped.type() + ":" + each.version(), each.image())))
                .toList());
    }
}
