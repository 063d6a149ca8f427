package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.contracts.Topics;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@IdentityTest
class AccountsIT {
    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @Test
    void registersAndTellsTheOthersOnce() {
        Person ada = person("ada");
        JsonNode user = Person.data(ada.register(), 201);
        assertThat(user.path("user_type").asString()).isEqualTo("external");
        assertThat(user.path("account_type").asString()).isEqualTo("individual");
        assertThat(user.path("status").asString()).isEqualTo("active");
        assertThat(user.path("email_verified").asBoolean()).isFalse();
        assertThat(user.has("password_hash")).isFalse();
        CustomerRegistered told =
                topics.await(CustomerRegistered.class, event -> event.username().equals("ada"));
        assertThat(told.customerId().value()).isEqualTo(user.path("id").asLong());
        assertThat(told.email()).isEqualTo("ada@example.org");
        await().during(Duration.ofSeconds(1)).until(() -> registrationsOf("ada") == 1);
        assertThat(topics.records(Topics.IDENTITY)).isNotEmpty();
    }

    @Test
    void makesOneAccountOfTwoRegistrationsAtOnce() throws Exception {
        List<Callable<Integer>> rivals = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = i % 2 == 0 ? "Grace" : "grace";
            rivals.add(() -> person(name)
                    .register()
                    .returnResult(String.class)
                    .getStatus()
                    .value());
        }
        List<Integer> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : executor.invokeAll(rivals)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers)
                .containsOnlyOnce(201)
                .filteredOn(status -> status != 201)
                .hasSize(5)
                .containsOnly(409);
        JsonNode refusal = Person.json(person("GRACE").register(), 409);
        assertThat(refusal.path("code").asInt()).isEqualTo(40005);
        assertThat(refusal.path("details").path("field").asString()).isEqualTo("username");
        topics.await(CustomerRegistered.class, event -> event.username().equalsIgnoreCase("grace"));
        await().during(Duration.ofSeconds(1)).until(() -> registrationsOf("grace") == 1);
    }

    @Test
    void changesTheOwnAccountAndShowsOthersLittle() {
        Person kay = person("kay").registered().loggedIn();
        Person lee = person("lee").registered().loggedIn();
        JsonNode changed = Person.data(
                kay.send(
                        HttpMethod.PATCH,
                        "/api/v1/users/me",
                        Map.of("email", "kay@new.org", "account_type", "enterprise")),
                200);
        assertThat(changed.path("email").asString()).isEqualTo("kay@new.org");
        assertThat(changed.path("account_type").asString()).isEqualTo("enterprise");
        assertThat(Person.json(kay.send(HttpMethod.PATCH, "/api/v1/users/me", Map.of("email", lee.email())), 409)
                        .path("details")
                        .path("field")
                        .asString())
                .isEqualTo("email");
        JsonNode profile = Person.data(lee.get("/api/v1/users/" + kay.id()), 200);
        assertThat(profile.path("username").asString()).isEqualTo("kay");
        assertThat(profile.has("email")).isFalse();
        lee.get("/api/v1/users/999999").expectStatus().isNotFound();
        lee.get("/api/v1/users/0").expectStatus().isNotFound();
    }

    @Test
    void refusesAChangeOfAnAccountThatWasNotSeen() {
        Person pat = person("pat").registered().loggedIn();
        Map<String, String> first = Map.of("phone", "+8613800138000");
        String seen = etag(pat.get("/api/v1/users/me"));
        pat.sendIfMatch(HttpMethod.PATCH, "/api/v1/users/me", first, seen)
                .expectStatus()
                .isOk();

        ResponseSpec stale =
                pat.sendIfMatch(HttpMethod.PATCH, "/api/v1/users/me", Map.of("email", "pat@new.org"), seen);

        JsonNode refusal = Person.json(stale, 412);
        assertThat(refusal.path("code").asInt()).isEqualTo(40008);
        JsonNode me = Person.data(pat.get("/api/v1/users/me"), 200);
        assertThat(me.path("email").asString()).isEqualTo(pat.email());
        String now = etag(pat.get("/api/v1/users/me"));
        assertThat(refusal.path("details").path("etag").asString()).isEqualTo(now);
        pat.sendIfMatch(HttpMethod.PATCH, "/api/v1/users/me", Map.of("email", "pat@new.org"), now)
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                                 | 30002
            {}                                                                                | 30001
            []                                                                                | 30002
            {"username":"x","email":"x","password":"Turtle-42-hops"}                          | 30001
            {"username":7,"email":{},"password":[]}                                           | 30001
            {"username":"newt","email":"newt@example.org","password":"short"}                 | 30003
            {"username":"newt","email":"newt@example.org","password":"Password123"}           | 30003
            {"username":"newt","email":"newt@example.org","password":"Turtle-42-hops","x":1}  | 30001
            {"username":"newt","email":"newt@example.org","password":"Turtle-42-hops","account_type":"gang"} | 30001
            {"username":"newt","email":"new\\u0000t@example.org","password":"Turtle-42-hops"} | 30001
            """)
    void answersBadRegistrationsWithTheEnvelope(String body, int code) {
        JsonNode refusal = Person.json(person("newt").send(HttpMethod.POST, "/api/v1/users/register", body), 400);
        assertThat(refusal.path("code").asInt()).isEqualTo(code);
        assertThat(refusal.path("message").asString()).isNotBlank();
    }

    @Test
    void stillAnswersOnThePathsOfTheFirstDesign() {
        Person may = person("may");
        Map<String, String> account = Map.of("username", "may", "email", may.email(), "password", Person.PASSWORD);
        may.send(HttpMethod.POST, "/api/v1/user/register", account)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("X-API-Deprecated", "true");
        may.keep(Person.data(
                may.send(
                        HttpMethod.POST,
                        "/api/v1/user/login",
                        Map.of("email", may.email(), "password", Person.PASSWORD)),
                200));
        assertThat(Person.data(may.get("/api/v1/user/info"), 200)
                        .path("username")
                        .asString())
                .isEqualTo("may");
    }

    @Test
    void saysItIsUp() {
        assertThat(Person.data(person("anyone").get("/api/v1/health"), 200)
                        .path("status")
                        .asString())
                .isEqualTo("up");
    }

    private static String etag(ResponseSpec answer) {
        return answer.returnResult(String.class).getResponseHeaders().getETag();
    }

    private long registrationsOf(String username) {
        return topics.messages(CustomerRegistered.class).stream()
                .filter(event -> event.username().equalsIgnoreCase(username))
                .count();
    }

    private Person person(String username) {
        return new Person(port, username);
    }
}
