package io.remotegpu.gateway.gis;

import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One route for all instances: {@link GisProxy} finds the right one in memory. */
@Configuration(proxyBeanMethods = false)
class GisRoutes {
    static final String ID = "gis";
    static final String NOWHERE = "gis://instance";
    private static final int AFTER_THE_ADDRESS_OF_THE_ROUTE = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 10;

    @Bean
    RouteLocator gisRoute(RouteLocatorBuilder builder, GisProxy proxy) {
        return builder.routes()
                .route(ID, route -> route.path("/s/*/**")
                        .filters(filters ->
                                filters.filter(new OrderedGatewayFilter(proxy, AFTER_THE_ADDRESS_OF_THE_ROUTE)))
                        .uri(NOWHERE))
                .build();
    }
}
