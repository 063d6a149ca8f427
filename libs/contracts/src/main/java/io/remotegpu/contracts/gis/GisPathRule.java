package io.remotegpu.contracts.gis;

import java.util.List;

/**
 * How requests to some paths of an instance are treated.
 *
 * @param pattern a Spring path pattern, relative to {@code /s/{instance_key}}, such as {@code /geoserver/rest/**}
 * @param methods HTTP methods it holds for, empty for all
 * @param writeOperations OGC operations that ask for the write scope, such as {@code Transaction}
 * @param timeoutSeconds how long the instance may take to answer
 */
public record GisPathRule(
        String pattern, Access access, List<String> methods, List<String> writeOperations, int timeoutSeconds) {
    public enum Access {
        /** As the instance's visibility says. */
        DATA,
        /** Its owner and administrators of the platform. */
        ADMIN,
        /** Nobody from outside. */
        INTERNAL
    }
}
