package io.remotegpu.gateway.gis;

import io.remotegpu.gateway.gis.access.ContentTypes;
import io.remotegpu.gateway.gis.access.OgcOperations;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
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

    /** @param request the same, with its body still to be read */
    record Seen(GisRequest request, boolean writes) {}

    Mono<Seen> inspect(GisRequest request) {
        List<String> operations = request.rule().writeOperations();
        return switch (Effect.of(request.exchange().getRequest(), operations)) {
            case READS -> Mono.just(new Seen(request, false));
            case WRITES -> Mono.just(new Seen(request, true));
            case IN_BODY -> read(request, operations);
        };
    }

    private static Mono<Seen> read(GisRequest request, List<String> operations) {
        ServerHttpRequest asked = request.exchange().getRequest();
        boolean form = ContentTypes.areForms(asked.getHeaders().getOrEmpty(HttpHeaders.CONTENT_TYPE));
        return DataBufferUtils.join(asked.getBody(), MOST_READ)
                .map(BodyInspection::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, large -> Refusals.tooLarge(MOST_READ))
                .map(body -> new Seen(again(request, body), OgcOperations.inBody(body, form, operations)));
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
