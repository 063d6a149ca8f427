package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@IdentityTest
class IdempotencyIT {
    private static final String PATH = "/api/v1/users/me/ssh-keys";
    private static final String TOKENS = "/api/v1/users/me/tokens";
    // spotless:off
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAgaoS1enT6A52dxI2aUmNFSNr62nNvdnvQ19+EZr0yz ada@laptop";
    // spotless:on
    private static final Map<String, String> BODY = Map.of("name", "laptop", "public_key", KEY);

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Test
    void answersARepeatedRequestWithTheFirstAnswer() {
        Person eve = person("eve");
        JsonNode first = Person.json(eve.post(PATH, BODY, "once-1"), 201);
        ResponseSpec again = eve.post(PATH, BODY, "once-1");
        again.expectHeader().exists("Location");
        assertThat(Person.json(again, 201)).isEqualTo(first);
        refused(eve.post(PATH, Map.of("public_key", KEY), "once-1"), "idempotency_key");
        refused(eve.post(PATH, BODY, "once-2"), "ssh_key");
        assertThat(keysOf(eve)).isEqualTo(1);
    }

    @Test
    void executesOneOfTwoRequestsAtOnce() throws Exception {
        Person finn = person("finn");
        String touch = "update customers set updated_at = updated_at where username = '" + finn.username + "'";
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                HeldAccount held = new HeldAccount(database, touch)) {
            Future<ResponseSpec> first = executor.submit(() -> finn.post(PATH, BODY, "at-once"));
            held.awaitWaiter();
            ResponseSpec second = finn.post(PATH, BODY, "at-once");
            second.expectHeader().valueEquals("Retry-After", "1");
            refused(second, "idempotency_key");
            held.commit();
            JsonNode answer = Person.json(first.get(), 201);
            assertThat(Person.json(finn.post(PATH, BODY, "at-once"), 201)).isEqualTo(answer);
        }
        assertThat(keysOf(finn)).isEqualTo(1);
    }

    @Test
    void keepsNoSecretThatIsShownOnce() {
        Person ivy = person("ivy");
        Map<String, Object> wanted = Map.of("name", "ci", "scopes", List.of("environments:read"));
        String token = Person.data(ivy.post(TOKENS, wanted, "secret-1"), 201)
                .path("token")
                .asString();
        refused(ivy.post(TOKENS, wanted, "secret-1"), "idempotency_key");

        assertThat(token).startsWith("rgpu_");
        assertThat(JdbcClient.create(database)
                        .sql("select answer from idempotency_keys where key = 'secret-1'")
                        .query(byte[].class)
                        .single())
                .isEmpty();
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        Person gwen = person("gwen");
        Person hank = person("hank");
        JsonNode hers = Person.data(gwen.post(PATH, BODY, "shared"), 201);
        JsonNode his = Person.data(hank.post(PATH, BODY, "shared"), 201);
        assertThat(his.path("id")).isNotEqualTo(hers.path("id"));
        assertThat(keysOf(hank)).isEqualTo(1);
    }

    private static void refused(ResponseSpec answer, String resource) {
        JsonNode refusal = Person.json(answer, 409);
        assertThat(refusal.path("code").asInt()).isEqualTo(40005);
        assertThat(refusal.path("details").path("resource").asString()).isEqualTo(resource);
    }

    private static int keysOf(Person person) {
        return Person.data(person.get(PATH), 200).path("items").size();
    }

    private Person person(String username) {
        return new Person(port, "once-" + username).registered().loggedIn();
    }
}
