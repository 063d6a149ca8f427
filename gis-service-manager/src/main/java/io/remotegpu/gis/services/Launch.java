package io.remotegpu.gis.services;

import io.remotegpu.gis.descriptors.Descriptor;
import io.remotegpu.gis.rendering.Configuration;
import io.remotegpu.gis.rendering.Rendered;

/**
 * A service about to start.
 *
 * @param configuration complete; what it says of recovery and idleness is for whoever runs it
 * @param rendered what the instance starts from
 */
public record Launch(UserService service, Descriptor descriptor, Configuration configuration, Rendered rendered) {
    @Override
    public String toString() {
        return "launch of service " + service.id(); // the rest has secrets
    }
}
