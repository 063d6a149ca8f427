package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Single sign-on against a real provider: new accounts, linked accounts, other replicas. */
class SsoIT extends RunningSso {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private TopicProbe topics;

    @Autowired
    private ConfigurableApplicationContext service;

    @Test
    void givesSomebodyUnknownAnAccountAndTheSameOneNextTime() {
        PROVIDER.knows("ned.newman", "Ned@example.org", true);

        JsonNode first = tokens(browser.signOn("ned.newman"));
        JsonNode next = tokens(browser.signOn("ned.newman"));

        assertThat(first.path("user").path("username").asString()).isEqualTo("nednewman");
        assertThat(first.path("user").path("email_verified").asBoolean()).isTrue();
        assertThat(first.path("user").path("user_type").asString()).isEqualTo("external");
        assertThat(next.path("user").path("id")).isEqualTo(first.path("user").path("id"));
        topics.await(CustomerRegistered.class, told -> told.username().equals("nednewman"));
        Person ned = new Person(port, "nednewman");
        ned.keep(next);
        ned.get("/api/v1/users/me").expectStatus().isOk();
        assertThat(Person.code(ned.refresh(ned.refreshToken))).isZero();
        long id = next.path("user").path("id").asLong();
        await().atMost(PATIENCE).until(() -> audited("login.sso", id).size() == 2);
        await().atMost(PATIENCE)
                .until(() -> audited("account.created_by_sso", id).size() == 1);
    }

    @Test
    void knowsAPersonByTheSubjectWhateverBecomesOfTheAddress() {
        PROVIDER.knows("sue", "sue@example.org", true);
        long id = tokens(browser.signOn("sue")).path("user").path("id").asLong();

        PROVIDER.knows("sue", "sue.married@elsewhere.org", false);

        assertThat(tokens(browser.signOn("sue")).path("user").path("id").asLong())
                .isEqualTo(id);
    }

    @Test
    void takesAFreeNameThatIsLikeTheWantedOne() {
        registered("taken");
        PROVIDER.knows("Taken", "other-taken@example.org", true);

        assertThat(tokens(browser.signOn("Taken")).path("user").path("username").asString())
                .isEqualTo("taken-2");
    }

    @Test
    void linksAnAccountOnlyAfterItsOwnLogin() {
        Person lou = registered("lou");
        verifyEmail(lou);

        Map.Entry<String, String> told = browser.signOn("lou");
        assertThat(told.getKey()).isEqualTo("link");
        assertThat(browser.fetchTokens(told.getValue()).path("code").asInt()).isEqualTo(30001);
        assertThat(browser.link(told.getValue(), new Person(port, "lou"))
                        .path("code")
                        .asInt())
                .isEqualTo(20001);
        assertThat(browser.link(told.getValue(), lou)
                        .path("data")
                        .path("subject")
                        .asString())
                .isEqualTo("lou");
        assertThat(browser.link(told.getValue(), lou).path("code").asInt()).isEqualTo(30001);

        JsonNode tokens = tokens(browser.signOn("lou"));
        assertThat(tokens.path("user").path("id").asLong()).isEqualTo(lou.id());
        await().atMost(PATIENCE).until(() -> audited("identity.linked", lou.id())
                .valueStream()
                .anyMatch(entry -> entry.path("result").asString().equals("success")));
    }

    @Test
    void forgetsALinkThatItsOwnerTakesBack() {
        Person mia = linked("mia");
        String identities = "/api/v1/users/me/identities";
        long id = Person.data(mia.get(identities), 200)
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        Person stranger = registered("not-mia");
        stranger.send(HttpMethod.DELETE, identities + "/" + id, null)
                .expectStatus()
                .isNotFound();

        mia.send(HttpMethod.DELETE, identities + "/" + id, null).expectStatus().isNoContent();

        assertThat(browser.signOn("mia").getKey()).isEqualTo("link");
        await().atMost(PATIENCE)
                .until(() -> audited("identity.unlinked", mia.id()).size() == 1);
    }

    @Test
    void makesNoAccountsWhereItIsToldNotToAndTakesInWhomAnotherReplicaSentAway() {
        PROVIDER.knows("rob", "rob@example.org", true);
        try (ConfigurableApplicationContext other = Replica.of(
                service,
                "--identity.sso.enabled=true",
                "--identity.sso.issuer=" + PROVIDER.issuer(),
                "--identity.sso.client-id=" + OidcProvider.CLIENT,
                "--identity.sso.client-secret=" + OidcProvider.SECRET,
                "--identity.sso.callback=" + OidcProvider.CALLBACK,
                "--identity.sso.landing=https://gpu.example.org/sso")) {
            var callback = browser.logInAtProvider(browser.begin(), "rob");
            Browser elsewhere = browser.at(Replica.port(other));

            assertThat(elsewhere.comeBack(callback)).isEqualTo(Map.entry("error", "no_account"));

            tokens(browser.signOn("rob"));
            callback = browser.logInAtProvider(browser.begin(), "rob");
            String code = browser.at(Replica.port(other)).comeBack(callback).getValue();
            assertThat(browser.fetchTokens(code).path("code").asInt()).isZero();
        }
    }

    private JsonNode tokens(Map.Entry<String, String> told) {
        assertThat(told.getKey()).as(told.getValue()).isEqualTo("code");
        JsonNode answer = browser.fetchTokens(told.getValue());
        assertThat(answer.path("code").asInt()).as(answer.toString()).isZero();
        return answer.path("data");
    }
}
