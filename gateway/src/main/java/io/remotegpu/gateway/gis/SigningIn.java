package io.remotegpu.gateway.gis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.gis.GisHeaders;
import io.remotegpu.gateway.routing.Service;
import io.remotegpu.gateway.routing.ServiceClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs the owner of an instance in at its interface for administrators, with the account that the platform made there: the instance must not see the
 * owner's token, and one header cannot hold two logins. The account is remembered for a minute and never shown to the owner, nor any session of it.
 */
@Component
class SigningIn {
    private static final Logger log = LoggerFactory.getLogger(SigningIn.class);
    private static final String ATTRIBUTE = SigningIn.class.getName();
    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final ServiceClient services;
    private final GisProperties properties;
    private final JsonMapper json;
    private final Cache<Run, Login> remembered =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MEMORY).build();

    SigningIn(ServiceClient services, GisProperties properties, JsonMapper json) {
        this.services = services;
        this.properties = properties;
        this.json = json;
    }

    private record Run(WorkloadId service, long epoch) {}

    private record Login(@Nullable String authorization, List<String> paths) {
        boolean isFor(String below) {
            return authorization != null
                    && paths.stream()
                            .anyMatch(path ->
                                    below.equals(path) || below.startsWith(path + "/") || below.startsWith(path + "."));
        }

        @Override
        public String toString() {
            return "Login" + paths;
        }
    }

    /** What the instance is shown in the name of its owner; null if nothing is. */
    static @Nullable String authorization(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** For a request of an owner or administrator, which has been decided already. Where the account cannot be learnt, the instance says itself that it wants one. */
    Mono<Void> signIn(GisRequest request) {
        if (properties.wakeSecret().isEmpty()) {
            return Mono.empty();
        }
        Run run = new Run(
                request.instance().route().serviceId(),
                request.instance().endpoint().orElseThrow().epoch());
        String below = InstancePath.of(request.exchange().getRequest()).below().value();
        return login(run)
                .filter(login -> login.isFor(below))
                .mapNotNull(Login::authorization)
                .doOnNext(account -> request.exchange().getAttributes().put(ATTRIBUTE, account))
                .then();
    }

    private Mono<Login> login(Run run) {
        Login known = remembered.getIfPresent(run);
        return known == null ? ask(run) : Mono.just(known);
    }

    private Mono<Login> ask(Run run) {
        Map<String, String> secret = Map.of(GisHeaders.WAKE_SECRET, properties.wakeSecret());
        return services.post(Service.GIS, "/internal/user-services/" + run.service() + "/sign-in", Map.of(), secret)
                .map(answer -> login(json.readTree(answer).path("data")))
                .doOnNext(login -> remembered.put(run, login))
                .doOnError(refused -> log.warn("nobody is signed in at {}: {}", run.service(), refused.toString()))
                .onErrorResume(refused -> Mono.empty()); // also what is no answer of that service, or comes too late
    }

    private static Login login(JsonNode told) {
        return new Login(
                told.path("authorization").asString(null),
                told.path("paths").valueStream().map(JsonNode::asString).toList());
    }
}
