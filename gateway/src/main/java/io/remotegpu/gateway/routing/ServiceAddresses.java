package io.remotegpu.gateway.routing;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services are, scheme, host and port only, and how long they may take.
 *
 * @param identity identity-service
 * @param workspace workspace-service
 * @param scheduler scheduler-service
 * @param billing billing-service
 * @param gis gis-service-manager
 * @param patience how long a service may take to answer what the gateway itself asks
 */
@Validated
@ConfigurationProperties("gateway.services")
public record ServiceAddresses(
        @DefaultValue("http://127.0.0.1:8081") URI identity,
        @DefaultValue("http://127.0.0.1:8082") URI workspace,
        @DefaultValue("http://127.0.0.1:8083") URI scheduler,
        @DefaultValue("http://127.0.0.1:8084") URI billing,
        @DefaultValue("http://127.0.0.1:8085") URI gis,
        @DefaultValue("2s") Duration patience) {

    /** The base address of a service. */
    public URI of(Service service) {
        return switch (service) {
            case IDENTITY -> identity;
            case WORKSPACE -> workspace;
            case SCHEDULER -> scheduler;
            case BILLING -> billing;
            case GIS -> gis;
        };
    }
}
