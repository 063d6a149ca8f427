package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.TopicProbe;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@IdentityTest
class ApiTokensIT {
    private static final String TOKENS = "/api/v1/users/me/tokens";

    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void now() {
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void showsASecretOnceAndStoresOnlyItsHash() {
        Person amy = person("amy");
        JsonNode made = make(amy, "profile:read");

        assertThat(made.path("token").asString()).startsWith("rgpu_");
        String listed = Person.data(amy.get(TOKENS), 200).toString();
        assertThat(listed).contains(made.path("id").asString(), "profile:read").doesNotContain("rgpu_", "customer");
        assertThat(jdbc.sql("select count(*) from api_tokens t where t::text like '%' || :secret || '%'")
                        .param("secret", made.path("token").asString())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void opensWithAnExchangedTokenWhatItsScopesName() throws Exception {
        Person bea = person("bea");
        Person program = program(make(bea, "profile:read"));

        assertThat(Person.code(program.get("/api/v1/users/me"))).isZero();
        assertThat(Person.code(program.send(HttpMethod.PATCH, "/api/v1/users/me", Map.of("phone", "+8613800138000"))))
                .isEqualTo(20003);
        assertThat(Person.code(program.get(TOKENS))).isEqualTo(20003);
        assertThat(statusOf("/api/v1/users/me/%74okens", program)).isEqualTo(403);
        assertThat(Person.code(program.send(HttpMethod.POST, "/api/v1/auth/logout", null)))
                .isEqualTo(20003);
    }

    @Test
    void withdrawsATokenAndWhatWasMadeOfIt() {
        Person cleo = person("cleo");
        JsonNode made = make(cleo, "profile:read");
        String id = made.path("id").asString();
        Person program = program(made);

        assertThat(Person.code(person("cleos-neighbour").send(HttpMethod.DELETE, TOKENS + "/" + id, null)))
                .isEqualTo(40006);
        cleo.send(HttpMethod.DELETE, TOKENS + "/" + id, null).expectStatus().isNoContent();

        topics.await(SessionRevoked.class, told -> told.sessionId().toString().equals(id));
        await().atMost(Duration.ofSeconds(30)).until(() -> Person.code(program.get("/api/v1/users/me")) == 20001);
        assertThat(Person.code(exchange(made))).isEqualTo(20001);
        assertThat(Person.data(cleo.get(TOKENS), 200).path("items")).isEmpty();
    }

    @Test
    void endsATokenInItsTime() {
        Person dora = person("dora");
        JsonNode made = make(dora, "profile:read");

        clock.advance(Duration.ofDays(8));

        assertThat(Person.code(exchange(made))).isEqualTo(20001);
    }

    @Test
    void refusesScopesThatDoNotExist() {
        Map<String, Object> body = Map.of("name", "ci", "scopes", List.of("everything"));

        assertThat(Person.code(person("ella").send(HttpMethod.POST, TOKENS, body)))
                .isEqualTo(30001);
    }

    /** The path goes out just as it is written. */
    private int statusOf(String path, Person person) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + person.accessToken)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private JsonNode make(Person person, String scope) {
        return Person.data(
                person.send(
                        HttpMethod.POST, TOKENS, Map.of("name", "ci", "scopes", List.of(scope), "expires_in_days", 7)),
                201);
    }

    private ResponseSpec exchange(JsonNode made) {
        return new Person(port, "gateway")
                .send(
                        HttpMethod.POST,
                        "/internal/api-tokens/exchange",
                        Map.of("token", made.path("token").asString()));
    }

    private Person program(JsonNode made) {
        Person program = new Person(port, "program");
        program.accessToken =
                Person.data(exchange(made), 200).path("access_token").asString();
        return program;
    }

    private Person person(String name) {
        return new Person(port, "tokens-" + name).registered().loggedIn();
    }
}
