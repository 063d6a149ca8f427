package io.remotegpu.gis.rendering;

import org.jspecify.annotations.Nullable;

/**
 * Something to be said to an instance once it answers, by its own HTTP interface. Saying it twice changes nothing.
 *
 * @param method POST or PUT
 * @param path below the instance's own
 * @param probe a path that answers 200 if it was said before, null if saying it anew is harmless
 * @param updates whether what {@code probe} finds is then changed by PUT to that path; else it is left alone
 */
public record ProvisioningCall(
        String method,
        String path,
        String contentType,
        String body,
        @Nullable String probe,
        boolean updates) {
    private static final String JSON = "application/json";

    static ProvisioningCall put(String path, String json) {
        return new ProvisioningCall("PUT", path, JSON, json, null, false);
    }

    static ProvisioningCall putXml(String path, String xml) {
        return new ProvisioningCall("PUT", path, "application/xml", xml, null, false);
    }

    static ProvisioningCall create(String path, String json, String probe) {
        return new ProvisioningCall("POST", path, JSON, json, probe, false);
    }

    static ProvisioningCall createOrChange(String path, String json, String probe) {
        return new ProvisioningCall("POST", path, JSON, json, probe, true);
    }

    @Override
    public String toString() {
        return method + " " + path; // the body may hold a secret
    }
}
