package io.remotegpu.gateway.docs;

import static org.springframework.web.reactive.function.server.RouterFunctions.resources;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.remotegpu.gateway.routing.Service;
import io.remotegpu.gateway.routing.ServiceClient;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.webjars.WebJarVersionLocator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /v3/api-docs}, all services in one document, and {@code /docs}, Swagger UI with one entry per service. */
@Configuration(proxyBeanMethods = false)
class DocumentRoutes {
    @Bean
    RouterFunction<ServerResponse> documents(ServiceClient services, JsonMapper json) {
        return route().GET("/v3/api-docs", request -> merged(services, json).flatMap(document -> ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(document)))
                .GET("/docs", request -> ServerResponse.temporaryRedirect(URI.create("/docs/index.html"))
                        .build())
                .add(resources("/docs/swagger-ui/**", swaggerUi()))
                .add(resources("/docs/**", new ClassPathResource("gateway/docs/")))
                .build();
    }

    // A service that is down is left out rather than hiding the others.
    private static Mono<String> merged(ServiceClient services, JsonMapper json) {
        return Flux.fromArray(Service.values())
                .flatMapSequential(service -> services.get(service, "/v3/api-docs")
                        .<JsonNode>map(json::readTree)
                        .onErrorResume(unavailable -> Mono.empty()))
                .reduce(new MergedDocument(json), MergedDocument::add)
                .map(document -> document.json().toString());
    }

    private static ClassPathResource swaggerUi() {
        String version = new WebJarVersionLocator().version("swagger-ui");
        return new ClassPathResource("META-INF/resources/webjars/swagger-ui/" + version + "/");
    }
}
