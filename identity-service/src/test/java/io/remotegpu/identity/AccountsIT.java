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
        assertThat(registrationsOf("grace")).isEqualTo(1);
    }

    @Test
    void hasAnAdministratorFromTheStart() {
        topics.await(
                CustomerRegistered.class,
                event -> event.username().equals("admin") && event.userType().equals("admin"));
        Person admin = admin();
        Person joan = person("joan").registered().loggedIn();
        JsonNode page = Person.data(
                admin.get("/api/v1/admin/users?username=joan&status=active,suspended&sort=-created_at"), 200);
        assertThat(page.path("pagination").path("total").asInt()).isEqualTo(1);
        assertThat(page.path("items").path(0).path("email").asString()).isEqualTo("joan@example.org");
        JsonNode refusal = Person.json(joan.get("/api/v1/admin/users"), 403);
        assertThat(refusal.path("error").asString()).isEqualTo("forbidden");
    }

    @Test
    void walksThroughAllUsersByCursor() {
        for (int i = 0; i < 5; i++) {
            person("walker" + i).registered();
        }
        Person admin = admin();
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Person.data(
                    admin.get("/api/v1/admin/users?username=walker&sort=username&page_size=2"
                            + (next.isEmpty() ? "" : "&cursor=" + next)),
                    200);
            page.path("items").forEach(user -> names.add(user.path("username").asString()));
            next = page.path("next_cursor").asString("");
        } while (!next.isEmpty());
        assertThat(names).containsExactly("walker0", "walker1", "walker2", "walker3", "walker4");
    }

    @Test
    void suspendsAnAccountAndEndsItsLogins() {
        Person mary = person("mary").registered().loggedIn();
        String path = "/api/v1/admin/users/" + mary.id() + "/status";
        Person admin = admin();
        admin.send(HttpMethod.PUT, path, Map.of("status", "suspended"))
                .expectStatus()
                .isOk();
        assertThat(Person.json(mary.refresh(mary.refreshToken), 401)
                        .path("code")
                        .asInt())
                .isEqualTo(20001);
        assertThat(Person.json(person("mary").login(Person.PASSWORD), 403)
                        .path("code")
                        .asInt())
                .isEqualTo(20006);
        admin.send(HttpMethod.PUT, path, Map.of("status", "active"))
                .expectStatus()
                .isOk();
        mary.loggedIn();
        assertThat(Person.json(admin.send(HttpMethod.PUT, path, Map.of("status", "asleep")), 400)
                        .path("details")
                        .path("fields")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("status");
        String own = "/api/v1/admin/users/" + admin.id() + "/status";
        admin.send(HttpMethod.PUT, own, Map.of("status", "suspended"))
                .expectStatus()
                .isBadRequest();
        admin.send(HttpMethod.PUT, "/api/v1/admin/users/999999/status", Map.of("status", "active"))
                .expectStatus()
                .isNotFound();
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

    private long registrationsOf(String username) {
        return topics.messages(CustomerRegistered.class).stream()
                .filter(event -> event.username().equalsIgnoreCase(username))
                .count();
    }

    private Person admin() {
        return person("admin").loggedInWith("Gpu-Fleet-7-keeper");
    }

    private Person person(String username) {
        return new Person(port, username);
    }
}
