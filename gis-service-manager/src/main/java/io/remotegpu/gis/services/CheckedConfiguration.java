package io.remotegpu.gis.services;

import io.remotegpu.gis.rendering.Configuration;
import io.remotegpu.gis.rendering.Rendered;
import io.remotegpu.web.FieldError;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A configuration that can be kept and run.
 *
 * @param complete with defaults and secrets
 * @param connections that it names
 * @param rendered what an instance of it starts from
 * @param warnings what it asks for and does not get here
 * @param hash SHA-256 of what it says without its secrets
 */
record CheckedConfiguration(
        ObjectNode complete, List<Long> connections, Rendered rendered, List<FieldError> warnings, String hash) {
    UserService.Size size() {
        Configuration configuration = new Configuration(complete);
        return new UserService.Size(
                configuration.memoryMb(),
                configuration.cpu(),
                configuration.storageMb(),
                configuration.pids(),
                configuration.maxConcurrentRequests());
    }

    String version() {
        return new Configuration(complete).version();
    }

    String visibility() {
        return new Configuration(complete).visibility();
    }

    @Override
    public String toString() {
        return "configuration " + hash; // the content has secrets
    }
}
