package io.remotegpu.gateway.gis;

import io.remotegpu.gateway.gis.access.Caller;
import io.remotegpu.gateway.gis.routes.CompiledRule;
import io.remotegpu.gateway.gis.routes.Instance;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;

/** A request that may go to this instance under this rule. */
record GisRequest(
        ServerWebExchange exchange, GatewayFilterChain chain, Instance instance, CompiledRule rule, Caller caller) {
    GisRequest with(ServerWebExchange changed) {
        return new GisRequest(changed, chain, instance, rule, caller);
    }

    GisRequest at(Instance now) {
        return new GisRequest(exchange, chain, now, rule, caller);
    }
}
