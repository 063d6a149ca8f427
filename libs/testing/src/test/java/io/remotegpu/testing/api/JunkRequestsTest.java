package io.remotegpu.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JunkRequestsTest {
    private static final String DOCUMENT = """
            {"paths":{"/things/{id}":{"put":{"summary":"changes a thing",
              "parameters":[{"name":"id","in":"path"},{"name":"dry","in":"query"}],
              "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
              "responses":{"404":{"description":"not_found"},"200":{"description":"OK"}}}}},
             "components":{"schemas":{"Thing":{"type":"object","properties":{
              "name":{"type":"string"},"size":{"type":"integer"},"parts":{"type":"array","items":{"type":"string"}}}}}}}""";
    private static final String REFUSAL = """
            {"code":30001,"message":"wrong","error":"validation_failed","trace_id":"1"}""";

    private final Set<String> bodies = new ConcurrentSkipListSet<>();
    private HttpServer server;
    private int status = 400;
    private String answer = REFUSAL;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/api-docs", exchange -> answer(exchange, 200, DOCUMENT));
        server.createContext("/things", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, status, answer);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void hasNothingAgainstAServiceThatRefusesEverythingWithTheEnvelope() {
        assertThat(complaints()).isEmpty();
        assertThat(bodies).hasSizeGreaterThan(20).anyMatch(body -> body.contains("\"name\":"));
    }

    @Test
    void complainsOfServerErrorsShownInsidesAndMissingEnvelopes() {
        status = 500;
        answer = "java.lang.IllegalStateException: secret";

        assertThat(complaints())
                .anyMatch(complaint -> complaint.startsWith("status 500: PUT /things/"))
                .anyMatch(complaint -> complaint.startsWith("shows Exception"))
                .anyMatch(complaint -> complaint.contains("without the envelope"));
    }

    @Test
    void describesAnOperationInARow() {
        assertThat(OpenApiDocument.of(DOCUMENT).operations()).singleElement().satisfies(operation -> {
            assertThat(operation.name()).isEqualTo("PUT /things/{id}");
            assertThat(operation.successes()).containsExactly("200");
            assertThat(operation.refusals()).containsExactly("404 not_found");
            assertThat(operation.summary()).isEqualTo("changes a thing");
        });
    }

    private List<String> complaints() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return new JunkRequests(address, () -> "token").complaints(50, 7);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-API-Version", "1.0.0");
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }
}
