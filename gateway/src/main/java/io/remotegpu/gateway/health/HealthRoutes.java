package io.remotegpu.gateway.health;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code GET /api/v1/health}: 200 if every service is up, 503 with the ones that are down otherwise. */
@Configuration(proxyBeanMethods = false)
class HealthRoutes {
    @Bean
    RouterFunction<ServerResponse> health(PlatformHealth health) {
        return route().GET("/api/v1/health", request -> health.ask().flatMap(HealthRoutes::answer))
                .build();
    }

    private static Mono<ServerResponse> answer(Map<String, String> services) {
        if (services.containsValue("down")) {
            return Mono.error(new PlatformException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "some services do not answer",
                    Map.of("status", "down", "services", services)));
        }
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                        Map.of("code", 0, "message", "success", "data", Map.of("status", "up", "services", services)));
    }
}
