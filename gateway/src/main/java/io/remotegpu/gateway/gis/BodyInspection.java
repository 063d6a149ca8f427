package io.remotegpu.gateway.gis;

import io.remotegpu.gateway.gis.access.ContentTypes;
import io.remotegpu.gateway.gis.access.OgcOperations;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
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
 * Tells whether the body of a request changes data. OGC's services take both by POST, so the body of one who may only read is read here first, all of
 * it: a hidden operation may stand at its end.
 */
@Component
class BodyInspection {
    private static final int MOST_READ = 1024 * 1024;

    private final BodyMemory memory;
    private final InspectionProperties properties;

    BodyInspection(BodyMemory memory, InspectionProperties properties) {
        this.memory = memory;
        this.properties = properties;
    }

    /** @param request the same, with its body still to be read */
    record Seen(GisRequest request, boolean writes) {}

    /** The body is held until {@code then} ends. An error if it is too large, too slow, or too many are held. */
    Mono<Void> inspect(GisRequest request, Function<Seen, Mono<Void>> then) {
        ServerHttpRequest asked = request.exchange().getRequest();
        return held(
                asked,
                request.instance().route().limits().bodyBytes(),
                body -> then.apply(seen(request, body)),
                () -> Mono.error(Refusals.tooManyBodies(request.exchange())));
    }

    Mono<Void> held(
            ServerHttpRequest asked, long limit, Function<byte[], Mono<Void>> use, Supplier<Mono<Void>> refused) {
        int most = (int) Math.min(Math.min(MOST_READ, memory.most()), limit);
        long said = asked.getHeaders().getContentLength();
        if (said > most) {
            return Mono.error(Refusals.tooLarge(most));
        }
        return memory.with(said < 0 ? most : (int) said, () -> read(asked, most).flatMap(use), refused);
    }

    private Mono<byte[]> read(ServerHttpRequest asked, int most) {
        return DataBufferUtils.join(asked.getBody(), most)
                .map(BodyInspection::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(properties.patience())
                .onErrorMap(DataBufferLimitException.class, large -> Refusals.tooLarge(most))
                .onErrorMap(TimeoutException.class, slow -> Refusals.tooSlow(properties.patience()));
    }

    private static Seen seen(GisRequest request, byte[] body) {
        HttpHeaders headers = request.exchange().getRequest().getHeaders();
        boolean form = ContentTypes.areForms(headers.getOrEmpty(HttpHeaders.CONTENT_TYPE));
        return new Seen(
                again(request, body),
                OgcOperations.inBody(body, form, request.rule().writeOperations()));
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
