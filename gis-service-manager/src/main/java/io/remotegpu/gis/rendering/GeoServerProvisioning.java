package io.remotegpu.gis.rendering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What a GeoServer is told by REST when it has started: workspaces, stores, limits. */
final class GeoServerProvisioning {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REST = "/geoserver/rest";
    private static final Map<String, String> SSL_MODES = Map.of(
            "disable", "DISABLE",
            "prefer", "PREFER",
            "require", "REQUIRE",
            "verify-ca", "VERIFY_CA",
            "verify-full", "VERIFY_FULL");

    private GeoServerProvisioning() {}

    static List<ProvisioningCall> of(RenderRequest request) {
        Configuration configuration = request.configuration();
        return Stream.of(
                        workspaces(configuration),
                        configuration.parts("/data_stores").stream()
                                .map(store -> store(store, request.connection(store.id("/connection_id"))))
                                .toList(),
                        settings(configuration))
                .flatMap(List::stream)
                .toList();
    }

    private static List<ProvisioningCall> workspaces(Configuration configuration) {
        List<ProvisioningCall> calls = new ArrayList<>();
        for (Configuration workspace : configuration.parts("/workspaces")) {
            String name = workspace.text("/name");
            String body = json("workspace", Map.of("name", name));
            calls.add(ProvisioningCall.create(REST + "/workspaces", body, REST + "/workspaces/" + name + ".json"));
            if (workspace.flag("/default")) {
                calls.add(ProvisioningCall.put(REST + "/workspaces/default", body));
            }
        }
        return calls;
    }

    private static ProvisioningCall store(Configuration store, DatabaseConnection connection) {
        String stores = REST + "/workspaces/" + store.text("/workspace") + "/datastores";
        String name = store.text("/name");
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", name);
        content.put("type", "PostGIS");
        content.put("enabled", true);
        content.put("connectionParameters", Map.of("entry", entries(store, connection)));
        return ProvisioningCall.createOrChange(stores, json("dataStore", content), stores + "/" + name + ".json");
    }

    private static List<Map<String, String>> entries(Configuration store, DatabaseConnection connection) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("dbtype", "postgis");
        parameters.put("host", connection.host());
        parameters.put("port", connection.port());
        parameters.put("database", connection.database());
        parameters.put("schema", store.text("/schema"));
        parameters.put("user", connection.username());
        parameters.put("passwd", connection.password());
        parameters.put("SSL mode", SSL_MODES.getOrDefault(connection.sslMode(), "PREFER"));
        parameters.put("max connections", store.number("/max_connections"));
        parameters.put("Expose primary keys", store.flag("/expose_primary_keys"));
        parameters.put("validate connections", true);
        return parameters.entrySet().stream()
                .map(each -> {
                    Map<String, String> entry = new LinkedHashMap<>();
                    entry.put("@key", each.getKey());
                    entry.put("$", String.valueOf(each.getValue()));
                    return entry;
                })
                .toList();
    }

    private static List<ProvisioningCall> settings(Configuration configuration) {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("maxRequestMemory", configuration.number("/wms_limits/max_request_memory_mb") * 1024);
        limits.put("maxRenderingTime", configuration.number("/wms_limits/max_render_time_seconds"));
        limits.put("maxRenderingErrors", configuration.number("/wms_limits/max_errors"));
        Map<String, Object> logging = new LinkedHashMap<>();
        logging.put("level", configuration.text("/logging/profile"));
        logging.put("stdOutLogging", true);
        List<ProvisioningCall> calls = new ArrayList<>(List.of(
                ProvisioningCall.put(REST + "/services/wms/settings.json", json("wms", limits)),
                ProvisioningCall.put(REST + "/logging.json", json("logging", logging)),
                ProvisioningCall.putXml("/geoserver/gwc/rest/diskquota.xml", diskQuota(configuration))));
        contact(configuration, calls);
        return calls;
    }

    private static String diskQuota(Configuration configuration) {
        int quota = configuration.number("/gwc/disk_quota_mb");
        return "<gwcQuotaConfiguration><enabled>" + (quota > 0) + "</enabled><globalQuota><value>" + Math.max(1, quota)
                + "</value><units>MiB</units></globalQuota></gwcQuotaConfiguration>";
    }

    private static void contact(Configuration configuration, List<ProvisioningCall> calls) {
        Map<String, Object> contact = new LinkedHashMap<>();
        configuration.optionalText("/contact/title").ifPresent(title -> contact.put("contactPerson", title));
        configuration
                .optionalText("/contact/organization")
                .ifPresent(organization -> contact.put("contactOrganization", organization));
        configuration.optionalText("/contact/email").ifPresent(email -> contact.put("contactEmail", email));
        if (!contact.isEmpty()) {
            calls.add(ProvisioningCall.put(REST + "/settings/contact.json", json("contact", contact)));
        }
    }

    private static String json(String name, Object content) {
        return JSON.writeValueAsString(Map.of(name, content));
    }
}
