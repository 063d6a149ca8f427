package io.remotegpu.gateway.gis;

import io.remotegpu.gateway.gis.access.OgcOperations;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells whether a request changes data. OGC's services take both by POST, so the body of one who may only read is read here first, all of it: a
 * hidden operation may stand at its end.
 */
@Component
class BodyInspection {
    private static final int MOST_READ = 1024 * 1024;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** @param request the same, with its body still to be read */
    record Seen(GisRequest request, boolean writes) {}

    Mono<Seen> inspect(GisRequest request) {
        ServerHttpRequest asked = request.exchange().getRequest();
        List<String> operations = request.rule().writeOperations();
        boolean named = OgcOperations.inPath(InstancePath.of(asked).below(), operations)
                || OgcOperations.inQuery(asked.getQueryParams(), operations);
        if (named || READING.contains(asked.getMethod())) {
            return Mono.just(new Seen(request, named));
        }
        if (!HttpMethod.POST.equals(asked.getMethod())
                || asked.getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            return Mono.just(new Seen(request, true));
        }
        return operations.isEmpty() ? Mono.just(new Seen(request, false)) : read(request, operations);
    }

    private static Mono<Seen> read(GisRequest request, List<String> operations) {
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), MOST_READ)
                .map(BodyInspection::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, large -> Refusals.tooLarge(MOST_READ))
                .map(body -> new Seen(again(request, body), OgcOperations.inBody(body, operations)));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static GisRequest again(GisRequest request, byte[] body) {
        ServerWebExchange exchange = request.exchange();
        return request.with(exchange.mutate()
                .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return Flux.defer(() ->
                                Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
                    }
                })
                .build());
    }
}
