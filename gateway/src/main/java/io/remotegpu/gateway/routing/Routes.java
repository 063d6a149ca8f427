package io.remotegpu.gateway.routing;

import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The route table, and each service's OpenAPI document under {@code /v3/api-docs/<service>}. */
@Configuration(proxyBeanMethods = false)
class Routes {
    private static final String FIRST_GIS_PATHS = "/api/user-services/**";

    @Bean
    RouteLocator routeLocator(RouteLocatorBuilder builder, ServiceAddresses addresses) {
        RouteLocatorBuilder.Builder routes = builder.routes();
        for (RouteTable.Line line : RouteTable.LINES) {
            routes.route(line.pattern(), route -> route.path(line.pattern()).uri(addresses.of(line.service())));
        }
        // The paths of the first design; services and the scopes of API tokens know only the others.
        routes.route(FIRST_GIS_PATHS, route -> route.path(FIRST_GIS_PATHS)
                .filters(filters -> filters.rewritePath("/api/(?<rest>.*)", "/api/v1/${rest}"))
                .uri(addresses.of(Service.GIS)));
        for (Service service : Service.values()) {
            routes.route("api-docs-" + service.wireName(), route -> route.path("/v3/api-docs/" + service.wireName())
                    .filters(filters -> filters.setPath("/v3/api-docs"))
                    .uri(addresses.of(service)));
        }
        return routes.build();
    }
}
