package io.remotegpu.gateway.routing;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The gateway's own questions to the services; what callers ask is proxied instead. */
@Component
public class ServiceClient {
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    private final ServiceAddresses addresses;
    private final WebClient client;

    ServiceClient(ServiceAddresses addresses) {
        this.addresses = addresses;
        this.client = quickToGiveUp(addresses.patience());
    }

    /** The body at {@code path} of the service; an error if it does not answer 2xx in time. */
    public Mono<String> get(Service service, String path) {
        return client.get().uri(addresses.of(service).resolve(path)).retrieve().bodyToMono(String.class);
    }

    /** The body that the service answers to this JSON; an error if it does not answer 2xx in time. */
    public Mono<String> post(Service service, String path, Object json) {
        return post(service, path, json, Map.of());
    }

    /** The same with these headers. */
    public Mono<String> post(Service service, String path, Object json, Map<String, String> headers) {
        return client.post()
                .uri(addresses.of(service).resolve(path))
                .headers(sent -> headers.forEach(sent::set))
                .bodyValue(json)
                .retrieve()
                .bodyToMono(String.class);
    }

    /** A client for short questions: an answer that takes longer than this counts as none. */
    public static WebClient quickToGiveUp(Duration patience) {
        HttpClient http = HttpClient.create()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(patience.toMillis()))
                .responseTimeout(patience);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }
}
