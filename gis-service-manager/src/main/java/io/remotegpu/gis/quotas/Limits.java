package io.remotegpu.gis.quotas;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one user may have.
 *
 * @param maxGeoserverServices that exist, stopped ones included
 * @param maxMartinServices the same
 * @param maxOtherServices the same, of each other type
 * @param maxMemoryMb of all that run at once
 * @param maxStorageMb that all existing services may keep together
 * @param concurrentRequests of all that run at once
 */
public record Limits(
        @Min(0) @DefaultValue("0") int maxGeoserverServices,
        @Min(0) @DefaultValue("0") int maxMartinServices,
        @Min(0) @DefaultValue("0") int maxOtherServices,
        @Min(0) @DefaultValue("0") int maxMemoryMb,
        @Min(0) @DefaultValue("0") int maxStorageMb,
        @Min(0) @DefaultValue("0") int concurrentRequests) {
    /** How many services of a type. */
    int maxServices(String type) {
        return switch (type) {
            case "geoserver" -> maxGeoserverServices;
            case "martin" -> maxMartinServices;
            default -> maxOtherServices; // types are data: there is no end of them
        };
    }
}
