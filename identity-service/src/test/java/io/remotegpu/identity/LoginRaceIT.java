package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The account changes between the check of a password and what it was checked for. */
@IdentityTest
class LoginRaceIT {
    private static final String NEW_PASSWORD = "Other-Turtle-43";

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource database;

    @Test
    void refusesALoginWhosePasswordIsChangedMeanwhile() throws Exception {
        Person ada = person("ada").registered();
        JsonNode refusal = during(newPasswordOf(ada), () -> ada.login(Person.PASSWORD), 401);
        assertThat(refusal.path("code").asInt()).isEqualTo(20004);
        ada.loggedInWith(NEW_PASSWORD);
    }

    @Test
    void refusesALoginWhoseAccountIsSuspendedMeanwhile() throws Exception {
        Person bob = person("bob").registered();
        String suspension = "update customers set status = 'suspended' where username = '" + bob.username + "'";
        JsonNode refusal = during(suspension, () -> bob.login(Person.PASSWORD), 403);
        assertThat(refusal.path("code").asInt()).isEqualTo(20006);
    }

    @Test
    void refusesALoginWhoseAccountIsDeletedMeanwhile() throws Exception {
        Person cleo = person("cleo").registered();
        String deletion =
                "update customers set status = 'deleted', deleted_at = now() where username = '" + cleo.username + "'";
        JsonNode refusal = during(deletion, () -> cleo.login(Person.PASSWORD), 401);
        assertThat(refusal.path("code").asInt()).isEqualTo(20004);
    }

    @Test
    void keepsThePasswordThatTookThePlaceOfTheCheckedOne() throws Exception {
        Person dora = person("dora").registered().loggedIn();
        Map<String, String> change = Map.of("current_password", Person.PASSWORD, "new_password", "Third-Turtle-44");
        JsonNode refusal =
                during(newPasswordOf(dora), () -> dora.send(HttpMethod.PUT, "/api/v1/users/me/password", change), 401);
        assertThat(refusal.path("code").asInt()).isEqualTo(20004);
        person("dora").loggedInWith(NEW_PASSWORD);
    }

    private JsonNode during(String change, Callable<ResponseSpec> request, int status) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                HeldAccount held = new HeldAccount(database, change)) {
            Future<ResponseSpec> answer = executor.submit(request);
            held.awaitWaiter();
            held.commit();
            return Person.json(answer.get(), status);
        }
    }

    private static String newPasswordOf(Person person) {
        String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(NEW_PASSWORD);
        return "update customers set password_hash = '" + hash + "' where username = '" + person.username + "'";
    }

    private Person person(String username) {
        return new Person(port, "race-" + username);
    }
}
