package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.testing.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@IdentityTest
class PhoneIT {
    @LocalServerPort
    private int port;

    @Autowired
    private RecordedSms.Phone phone;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void now() {
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void isVerifiedByACodeThatWorksOnceAndIsNotStored() throws Exception {
        Person ann = withPhone("phoneann", "+8613800138001");
        ask(ann).expectStatus().isAccepted();
        String code = phone.awaitCode("+8613800138001", 1);

        assertThat(stored(ann)).doesNotContain(code);
        assertThat(atOnce(() -> Person.code(verify(ann, code)))).containsExactlyInAnyOrder(0, 30001, 30001, 30001);
        assertThat(verified(ann)).isTrue();
        ask(ann).expectStatus().isAccepted();
        assertThat(phone.to("+8613800138001")).as("it is verified already").hasSize(1);

        ann.send(HttpMethod.PATCH, "/api/v1/users/me", Map.of("phone", "+8613800138002"))
                .expectStatus()
                .isOk();
        assertThat(verified(ann)).as("another number").isFalse();
    }

    @Test
    void answersEveryWorthlessCodeAlike() {
        Person bea = withPhone("phonebea", "+8613800138003");
        String never = refusal(verify(bea, "123456"));
        ask(bea);
        String code = phone.awaitCode("+8613800138003", 1);
        String wrong = refusal(verify(bea, other(code)));
        clock.advance(Duration.ofMinutes(11));
        String expired = refusal(verify(bea, code));
        ask(bea);
        String second = phone.awaitCode("+8613800138003", 2);
        for (int i = 0; i < 5; i++) {
            verify(bea, other(second));
        }
        String tooOften = refusal(verify(bea, second));

        assertThat(List.of(wrong, expired, tooOften)).containsOnly(never);
        assertThat(verified(bea)).isFalse();
    }

    @Test
    void sendsNoMoreThanAFewADayAndNoneToNobody() throws IOException, InterruptedException {
        // ten minutes that end on the day on which they begin
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Duration room = Duration.ofMinutes(15);
        Instant midnight = begin.plus(room).truncatedTo(ChronoUnit.DAYS);
        clock.set(midnight.isAfter(begin) ? midnight.minus(room) : begin);
        Person cat = new Person(port, "phonecat").registered().loggedIn();
        assertThat(Person.code(ask(cat))).as("no number").isEqualTo(30001);
        save(cat, "+8613800138004");
        ask(cat).expectStatus().isAccepted();
        assertThat(statusOfAsking(cat)).as("at once again").isEqualTo(429);
        for (int more = 0; more < 4; more++) {
            clock.advance(Duration.ofMinutes(2));
            ask(cat).expectStatus().isAccepted();
        }
        clock.advance(Duration.ofMinutes(2));
        assertThat(statusOfAsking(cat)).as("the sixth of a day").isEqualTo(429);

        jdbc.sql("update phone_codes set day = day - 1 where customer_id = :id")
                .param("id", cat.id())
                .update();
        ask(cat).expectStatus().isAccepted();
    }

    @Test
    void sendsAnotherCodeWhenTheGatewayWasAwayAndBelievesOnlyThatForTheNumberItWentTo() {
        Person dan = withPhone("phonedan", "+8613800138005");
        phone.refuseOne("+8613800138005");
        ask(dan).expectStatus().isAccepted();
        await().atMost(Duration.ofSeconds(60)).until(() -> phone.hasRefused("+8613800138005"));
        clock.advance(Duration.ofMinutes(1));
        String code = phone.awaitCode("+8613800138005", 1);

        save(dan, "+8613800138006");
        assertThat(Person.code(verify(dan, code))).as("sent to the old number").isEqualTo(30001);
        assertThat(verified(dan)).isFalse();
    }

    private Person withPhone(String name, String number) {
        Person person = new Person(port, name).registered().loggedIn();
        save(person, number);
        return person;
    }

    private static void save(Person person, String number) {
        person.send(HttpMethod.PATCH, "/api/v1/users/me", Map.of("phone", number))
                .expectStatus()
                .isOk();
    }

    private static ResponseSpec ask(Person person) {
        return person.send(HttpMethod.POST, "/api/v1/users/me/phone/code", null);
    }

    /** By a client that does not wait and ask again, as Retry-After would have it. */
    private int statusOfAsking(Person person) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/users/me/phone/code"))
                .header("Authorization", "Bearer " + person.accessToken)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static ResponseSpec verify(Person person, String code) {
        return person.send(HttpMethod.POST, "/api/v1/users/me/phone/verify", Map.of("code", code));
    }

    /** What was answered, without what names the request. */
    private static String refusal(ResponseSpec answer) {
        var body = Person.json(answer, 400);
        return body.path("code") + " " + body.path("message") + " " + body.path("details");
    }

    private static boolean verified(Person person) {
        return Person.data(person.get("/api/v1/users/me"), 200)
                .path("phone_verified")
                .asBoolean();
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private String stored(Person person) {
        return jdbc.sql("select to_jsonb(phone_codes)::text from phone_codes where customer_id = :id")
                .param("id", person.id())
                .query(String.class)
                .single();
    }

    private static List<Integer> atOnce(Callable<Integer> attempt) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(4, attempt))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
