package io.remotegpu.gis.rendering;

import io.remotegpu.web.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the GeoServer image starts from. Its administrator is seeded once as a hashed password in {@code users.xml}: the image's own variables would show
 * the password to every process and put back the user list at each start.
 */
@Component
class GeoServerRenderer implements Renderer {
    /** Its data directory and the files that its owner uploads, and nothing else: no folder of the image. */
    private static final String SANDBOX = "/srv/geoserver";

    private static final String DATA = SANDBOX + "/data";
    private static final String LOGO = "/web/wicket/resource/org.geoserver.web.GeoServerBasePage/img/logo.png";
    private static final List<String> BUILT_IN_SERVICES = List.of("wms", "wfs", "wcs", "wmts");

    @Override
    public String name() {
        return "geoserver";
    }

    @Override
    public List<FieldError> check(Configuration configuration) {
        List<FieldError> errors = new ArrayList<>();
        int half = configuration.storageMb() / 2;
        if (configuration.number("/gwc/disk_quota_mb") > half) {
            errors.add(new FieldError(
                    "config_data.gwc.disk_quota_mb", "must be at most " + half + ", half of storage_mb"));
        }
        Set<String> workspaces = new HashSet<>();
        configuration.parts("/workspaces").stream()
                .map(each -> each.text("/name"))
                .filter(name -> !workspaces.add(name))
                .forEach(name ->
                        errors.add(new FieldError("config_data.workspaces", "must not name " + name + " twice")));
        if (configuration.parts("/workspaces").stream()
                        .filter(each -> each.flag("/default"))
                        .count()
                > 1) {
            errors.add(new FieldError("config_data.workspaces", "must have one default at most"));
        }
        errors.addAll(storesWithout(workspaces, configuration));
        return errors;
    }

    private static List<FieldError> storesWithout(Set<String> workspaces, Configuration configuration) {
        Set<String> names = new HashSet<>();
        List<FieldError> errors = new ArrayList<>();
        for (Configuration store : configuration.parts("/data_stores")) {
            String workspace = store.text("/workspace");
            String name = store.text("/name");
            if (!workspaces.contains(workspace)) {
                errors.add(new FieldError(
                        "config_data.data_stores", name + " is of " + workspace + ", which is not among workspaces"));
            }
            if (!names.add(workspace + ":" + name)) {
                errors.add(
                        new FieldError("config_data.data_stores", "must not name " + name + " twice in a workspace"));
            }
        }
        return errors;
    }

    @Override
    public List<FieldError> warnings(Configuration configuration, InstanceFacts instance) {
        return GeoServerExtensions.missing(configuration, instance);
    }

    @Override
    public Rendered render(RenderRequest request) {
        Configuration configuration = request.configuration();
        Draft draft = new Draft(request).entrypoint("bash", "/opt/remotegpu/start.sh");
        addresses(request.instance(), draft);
        draft.env("EXTRA_JAVA_OPTS", javaOptions(configuration))
                .env("GEOSERVER_DATA_DIR", DATA)
                .env("SKIP_DEMO_DATA", true) // start.sh copies them before the seed, which the image would do after it
                .env("INSTALL_EXTENSIONS", false)
                .env("GEOSERVER_FILESYSTEM_SANDBOX", SANDBOX)
                .env("GEOSERVER_DISABLE_STATIC_WEB_FILES", true)
                .env("GEOSERVER_FILEBROWSER_HIDEFS", true)
                .env("RUN_UNPRIVILEGED", true)
                .env("CHANGE_OWNERSHIP_ON_FOLDERS", DATA);
        disabledServices(configuration, draft);
        cors(configuration, draft);
        GeoServerExtensions.install(request, draft);
        GeoServerFiles.write(request, draft);
        return draft.provisioning(GeoServerProvisioning.of(request)).done();
    }

    private static void addresses(InstanceFacts instance, Draft draft) {
        String context = "s/" + instance.key() + "/geoserver";
        draft.env("WEBAPP_CONTEXT", context)
                .env("PROXY_BASE_URL", instance.url() + "/geoserver")
                .env("GEOSERVER_CSRF_WHITELIST", instance.publicBase().getHost())
                .env("HEALTHCHECK_URL", "http://localhost:8080/" + context + LOGO);
    }

    private static String javaOptions(Configuration configuration) {
        int heap = configuration.memoryMb() * configuration.number("/heap_percent") / 100;
        return "-Xms256m -Xmx" + heap + "m -XX:+ExitOnOutOfMemoryError"
                + (configuration.flag("/web_console") ? "" : " -DGEOSERVER_CONSOLE_DISABLED=true");
    }

    private static void disabledServices(Configuration configuration, Draft draft) {
        String disabled = BUILT_IN_SERVICES.stream()
                .filter(service -> !configuration.flag("/services/" + service))
                .map(String::toUpperCase)
                .collect(Collectors.joining(","));
        if (!disabled.isEmpty()) {
            draft.env("org.geoserver.service.disabled", disabled);
        }
    }

    private static void cors(Configuration configuration, Draft draft) {
        draft.env("CORS_ENABLED", configuration.flag("/cors/enabled"))
                .env("CORS_ALLOWED_ORIGINS", String.join(",", configuration.texts("/cors/origins")))
                .env("CORS_ALLOWED_METHODS", "GET,POST,PUT,DELETE,HEAD,OPTIONS")
                .env("CORS_ALLOWED_HEADERS", "Origin,Accept,X-Requested-With,Content-Type,Authorization")
                .env("CORS_ALLOW_CREDENTIALS", false);
    }
}
