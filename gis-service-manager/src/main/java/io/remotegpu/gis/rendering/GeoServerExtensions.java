package io.remotegpu.gis.rendering;

import io.remotegpu.web.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The extensions of a GeoServer. They come from a folder of the hosts; without it none is installed, as loading them from elsewhere at each start is no way. */
final class GeoServerExtensions {
    private static final String FOLDER = "/mnt/geoserver-extensions";
    /** Limits requests; the platform wants it in each. */
    private static final String FLOW = "control-flow";
    /** Services that are extensions, and need no switch where they are not installed. */
    private static final List<String> SERVICES = List.of("wps", "csw");

    private static final String ABSENT =
            " on this platform: its operator names no folder with extensions (gis.services.geoserver-extensions)";

    private GeoServerExtensions() {}

    static void install(RenderRequest request, Draft draft) {
        String store = request.instance().extensionStore();
        if (store == null) {
            return;
        }
        Set<String> wanted = new TreeSet<>(request.configuration().texts("/extensions"));
        wanted.add(FLOW);
        wanted.addAll(services(request.configuration()));
        draft.env("STABLE_EXTENSIONS", String.join(",", wanted)).sharedFolder(store, FOLDER);
    }

    /** What stays away, by the field that asks for it. Whether the folder has each archive, hosts alone see. */
    static List<FieldError> missing(Configuration configuration, InstanceFacts instance) {
        if (instance.extensionStore() != null) {
            return List.of();
        }
        List<FieldError> missing = new ArrayList<>();
        List<String> extensions = configuration.texts("/extensions");
        if (!extensions.isEmpty()) {
            missing.add(new FieldError("config_data.extensions", extensions + " are not installed" + ABSENT));
        }
        services(configuration)
                .forEach(service -> missing.add(new FieldError(
                        "config_data.services." + service, "is an extension, and not installed" + ABSENT)));
        missing.add(new FieldError(
                "config_data.flow",
                "has no effect, as the extension " + FLOW + " is not installed" + ABSENT
                        + "; max_concurrent_requests holds at the gateway"));
        return missing;
    }

    private static List<String> services(Configuration configuration) {
        return SERVICES.stream()
                .filter(service -> configuration.flag("/services/" + service))
                .toList();
    }
}
