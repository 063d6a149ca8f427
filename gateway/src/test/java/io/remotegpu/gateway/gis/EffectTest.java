package io.remotegpu.gateway.gis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest.BodyBuilder;

class EffectTest {
    private static final List<String> WRITING = List.of("Transaction");

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void takesReadingMethodsWithABodyForWriting(String method) {
        assertThat(effect(asked(method, "/wfs"))).isEqualTo(Effect.READS);
        assertThat(effect(asked(method, "/wfs").header("Content-Length", "0"))).isEqualTo(Effect.READS);
        assertThat(effect(asked(method, "/wfs").header("Content-Length", "1"))).isEqualTo(Effect.WRITES);
        assertThat(effect(asked(method, "/wfs").header("Transfer-Encoding", "chunked")))
                .isEqualTo(Effect.WRITES);
    }

    @Test
    void readsBodiesOfPostsThatItCanRead() {
        assertThat(effect(asked("POST", "/wfs").header("Content-Type", "text/xml")))
                .isEqualTo(Effect.IN_BODY);
        assertThat(effect(asked("POST", "/wfs").header("Content-Type", "text/xml; charset=utf-16")))
                .isEqualTo(Effect.WRITES);
        assertThat(effect(asked("POST", "/wfs").header("Content-Type", "multipart/form-data; boundary=x")))
                .isEqualTo(Effect.WRITES);
        assertThat(effect(asked("POST", "/wfs").header("Content-Encoding", "gzip")))
                .isEqualTo(Effect.WRITES);
    }

    @Test
    void seesOperationsInPathAndQuery() {
        assertThat(effect(asked("GET", "/wfs/Transaction"))).isEqualTo(Effect.WRITES);
        assertThat(effect(asked("POST", "/wfs?request=transaction"))).isEqualTo(Effect.WRITES);
        assertThat(effect(asked("PUT", "/wfs"))).isEqualTo(Effect.WRITES);
    }

    @Test
    void knowsThatPostsReadWhereNoOperationWrites() {
        assertThat(Effect.of(asked("POST", "/static").build(), List.of())).isEqualTo(Effect.READS);
    }

    private static Effect effect(BodyBuilder asked) {
        return Effect.of(asked.build(), WRITING);
    }

    private static BodyBuilder asked(String method, String below) {
        return MockServerHttpRequest.method(HttpMethod.valueOf(method), "/s/abcdefghij" + below);
    }
}
