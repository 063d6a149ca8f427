package io.remotegpu.gateway.error;

import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gateway.headers.TraceHeaders;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes an error in the envelope, with the status its code stands for. */
@Component
public class ErrorAnswers {
    private final JsonMapper json;

    ErrorAnswers(JsonMapper json) {
        this.json = json;
    }

    /** Ends the exchange with this error; if the answer has begun already, it is cut off instead. */
    public Mono<Void> write(ServerWebExchange exchange, PlatformException error) {
        return write(exchange, error.code(), String.valueOf(error.getMessage()), error.details());
    }

    /** Ends the exchange with this error; if the answer has begun already, it is cut off instead. */
    public Mono<Void> write(ServerWebExchange exchange, ErrorCode code, String message) {
        return write(exchange, code, message, Map.of());
    }

    private Mono<Void> write(ServerWebExchange exchange, ErrorCode code, String message, Map<String, ?> details) {
        ServerHttpResponse response = exchange.getResponse();
        if (!response.setStatusCode(HttpStatusCode.valueOf(code.httpStatus()))) {
            return Mono.error(new PlatformException(code, message, details));
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        ErrorEnvelope envelope = ErrorEnvelope.of(code, message, details, TraceHeaders.traceId(exchange));
        DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(envelope));
        response.getHeaders().setContentLength(body.readableByteCount());
        return response.writeWith(Mono.just(body));
    }
}
