package io.remotegpu.gis.descriptors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads descriptors from YAML. One that cannot be read, or says a field that nobody knows, fails the start with its name. */
final class DescriptorFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DescriptorFiles() {}

    static ObjectNode common() {
        return read(shipped("classpath:descriptors/common.yaml").getFirst(), ObjectNode.class);
    }

    static List<Descriptor> shipped() {
        return shipped("classpath:descriptors/types/*.yaml").stream()
                .map(resource -> read(resource, Descriptor.class))
                .toList();
    }

    static List<Descriptor> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(new FileSystemResource(file), Descriptor.class))
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException("gis.types.folder " + folder + " cannot be listed", failure);
        }
    }

    private static List<Resource> shipped(String pattern) {
        try {
            return Arrays.asList(new PathMatchingResourcePatternResolver().getResources(pattern));
        } catch (IOException failure) {
            throw new IllegalStateException("cannot list " + pattern, failure);
        }
    }

    private static <T> T read(Resource resource, Class<T> type) {
        try (InputStream content = resource.getInputStream()) {
            return YAML.readValue(content, type);
        } catch (IOException | JacksonException failure) {
            throw new IllegalStateException("descriptor " + resource.getDescription() + " cannot be read", failure);
        }
    }
}
