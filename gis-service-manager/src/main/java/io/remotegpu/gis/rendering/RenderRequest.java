package io.remotegpu.gis.rendering;

import io.remotegpu.gis.descriptors.ServiceType;
import java.util.Map;
import java.util.Objects;

/**
 * All that rendering may look at.
 *
 * @param configuration complete: checked by the type's schema and with its defaults
 * @param connections those that the configuration names, by number
 */
public record RenderRequest(
        ServiceType type,
        InstanceFacts instance,
        Configuration configuration,
        Map<Long, DatabaseConnection> connections) {

    /** The connection of a number that the configuration names. */
    DatabaseConnection connection(long id) {
        return Objects.requireNonNull(connections.get(id), () -> "connection " + id + " was not resolved");
    }

    @Override
    public String toString() {
        return type.name() + " at " + instance.path();
    }
}
