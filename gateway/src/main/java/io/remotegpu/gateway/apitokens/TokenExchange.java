package io.remotegpu.gateway.apitokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gateway.routing.Service;
import io.remotegpu.gateway.routing.ServiceClient;
import java.util.Map;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns API tokens into access tokens. One that is remembered is checked again before each use: a withdrawn API token, or one of a changed
 * account, is asked for anew at once.
 */
@Component
class TokenExchange {
    private static final int NO_ANSWER = 503;
    private static final String PATH = "/internal/api-tokens/exchange";

    private final ServiceClient services;
    private final ReactiveJwtDecoder decoder;
    private final JsonMapper json;
    private final Cache<ApiToken, String> remembered;

    TokenExchange(ServiceClient services, ReactiveJwtDecoder decoder, JsonMapper json, ApiTokenProperties properties) {
        this.services = services;
        this.decoder = decoder;
        this.json = json;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(properties.most())
                .expireAfterWrite(properties.memory())
                .build();
    }

    /** An access token; fails with NOT_AUTHENTICATED, ACCOUNT_SUSPENDED, or SERVICE_UNAVAILABLE while identity-service is away. */
    Mono<String> accessTokenFor(String apiToken) {
        ApiToken key = ApiToken.of(apiToken);
        String known = remembered.getIfPresent(key);
        return known == null ? ask(key, apiToken) : stillGood(known).switchIfEmpty(ask(key, apiToken));
    }

    private Mono<String> stillGood(String accessToken) {
        return decoder.decode(accessToken)
                .map(valid -> accessToken)
                .onErrorResume(BadJwtException.class, revoked -> Mono.empty());
    }

    private Mono<String> ask(ApiToken key, String apiToken) {
        return Mono.defer(() -> services.post(Service.IDENTITY, PATH, Map.of("token", apiToken)))
                .map(answer ->
                        json.readTree(answer).path("data").path("access_token").asString())
                .doOnNext(accessToken -> remembered.put(key, accessToken))
                .doOnError(refused -> remembered.invalidate(key))
                .onErrorMap(WebClientException.class, TokenExchange::refusal);
    }

    private static PlatformException refusal(WebClientException failure) {
        int status = failure instanceof WebClientResponseException answer
                ? answer.getStatusCode().value()
                : NO_ANSWER;
        return switch (status) {
            case 401 ->
                new PlatformException(
                        ErrorCode.NOT_AUTHENTICATED, "the API token is unknown, expired or withdrawn; make a new one");
            case 403 ->
                new PlatformException(ErrorCode.ACCOUNT_SUSPENDED, "the account is suspended; ask an administrator");
            default ->
                new PlatformException(
                        ErrorCode.SERVICE_UNAVAILABLE, "API tokens cannot be verified now; try again in a moment");
        };
    }
}
