package io.remotegpu.gis.rendering;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the platform decides about an instance, and its owner does not.
 *
 * @param key its part of the public path; never changes
 * @param publicBase where the gateway is reached, without a slash at its end
 * @param extensionStore folder of the hosts with extensions for GeoServer, null if there is none
 */
public record InstanceFacts(
        String key, URI publicBase, @Nullable String extensionStore) {
    /** The public path, which is the path inside as well: {@code /s/<key>}. */
    public String path() {
        return "/s/" + key;
    }

    /** The public address, without a slash at its end. */
    public String url() {
        return publicBase + path();
    }
}
