package io.remotegpu.gis.descriptors;

import io.remotegpu.gis.descriptors.Descriptor.Capability;
import io.remotegpu.gis.descriptors.Descriptor.PathMode;
import io.remotegpu.gis.descriptors.Descriptor.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type as callers see it.
 *
 * @param configSchema JSON Schema, draft 2020-12, of {@code config_data}
 * @param defaults what a configuration says that says nothing
 * @param dataFolders where files may be uploaded to, and the endings of their names
 */
record TypeView(
        String type,
        String title,
        String summary,
        String defaultVersion,
        List<String> versions,
        String pathMode,
        List<String> capabilities,
        Object configSchema,
        Object defaults,
        Map<String, List<String>> dataFolders) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static TypeView of(ServiceType type) {
        Descriptor descriptor = type.descriptor();
        ObjectNode defaults = type.schema().withDefaults(JSON.createObjectNode());
        return new TypeView(
                descriptor.type(),
                descriptor.title(),
                descriptor.summary(),
                descriptor.defaultVersion(),
                descriptor.versions().stream().map(Version::version).toList(),
                name(descriptor.pathMode()),
                descriptor.capabilities().stream().map(TypeView::name).sorted().toList(),
                JSON.convertValue(type.schema().document(), Map.class),
                JSON.convertValue(defaults, Map.class),
                folders(descriptor.dataFiles()));
    }

    private static Map<String, List<String>> folders(@Nullable DataPlace place) {
        Map<String, List<String>> endings = new LinkedHashMap<>();
        if (place != null) {
            place.folders()
                    .forEach(folder -> endings.put(
                            folder.name(),
                            folder.formats().stream()
                                    .flatMap(format -> format.endings().stream())
                                    .toList()));
        }
        return endings;
    }

    private static String name(PathMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }
}
