package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who does not get in by single sign-on. */
class SsoRefusalIT extends RunningSso {
    private static final Map.Entry<String, String> UNKNOWN = Map.entry("error", "attempt_unknown");
    private static final Map.Entry<String, String> REFUSED = Map.entry("error", "provider_refused");

    @Autowired
    private MutableClock clock;

    @AfterEach
    void now() {
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void takesNoStateThatItDidNotGiveToThisBrowser() {
        PROVIDER.knows("ann", "ann@example.org", true);
        URI callback = browser.logInAtProvider(browser.begin(), "ann");
        Browser thief = new Browser(port);
        assertThat(thief.comeBack(callback)).isEqualTo(UNKNOWN);
        thief.begin();
        assertThat(thief.comeBack(callback)).isEqualTo(UNKNOWN);
        URI forged = URI.create(callback.toString().replaceAll("state=[^&]+", "state=forged"));
        assertThat(browser.comeBack(forged)).isEqualTo(UNKNOWN);
        assertThat(browser.comeBack(callback).getKey()).isEqualTo("code");
    }

    @Test
    void takesEachWayBackOnce() {
        PROVIDER.knows("bob", "bob@example.org", true);
        URI callback = browser.logInAtProvider(browser.begin(), "bob");
        assertThat(browser.comeBack(callback).getKey()).isEqualTo("code");
        assertThat(browser.comeBack(callback)).isEqualTo(UNKNOWN);

        String used = callback.getRawQuery().replaceAll(".*code=([^&]+).*", "$1");
        URI another = browser.logInAtProvider(browser.begin(), "bob");
        URI replayed = URI.create(another.toString().replaceAll("code=[^&]+", "code=" + used));
        assertThat(browser.comeBack(replayed)).isEqualTo(REFUSED);
    }

    @Test
    void takesNoWayBackThatLastedTooLong() {
        PROVIDER.knows("cem", "cem@example.org", true);
        URI callback = browser.logInAtProvider(browser.begin(), "cem");
        clock.advance(Duration.ofMinutes(11));
        assertThat(browser.comeBack(callback)).isEqualTo(UNKNOWN);
    }

    @Test
    void handsTokensOverOnceAndSoonAndToTheSameBrowserAlone() {
        PROVIDER.knows("dan", "dan@example.org", true);
        String code = browser.signOn("dan").getValue();
        assertThat(new Browser(port).fetchTokens(code).path("code").asInt()).isEqualTo(30001);
        assertThat(browser.fetchTokens(code).path("code").asInt()).isZero();
        assertThat(browser.fetchTokens(code).path("code").asInt()).isEqualTo(30001);
        String late = browser.signOn("dan").getValue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(browser.fetchTokens(late).path("code").asInt()).isEqualTo(30001);
    }

    @Test
    void believesNoTokenOfAnotherNonceIssuerOrClient() {
        PROVIDER.knows("nonce", "nonce@example.org", true);
        PROVIDER.liesAbout("nonce", claims -> claims.claim("nonce", "of-another-attempt"));
        PROVIDER.knows("issuer", "issuer@example.org", true);
        PROVIDER.liesAbout("issuer", claims -> claims.issuer("https://elsewhere.example.org"));
        PROVIDER.knows("client", "client@example.org", true);
        PROVIDER.liesAbout("client", claims -> claims.audience(List.of("another-client")));
        for (String person : List.of("nonce", "issuer", "client")) {
            assertThat(browser.signOn(person)).as(person).isEqualTo(REFUSED);
        }
        assertThat(made("nonce", "issuer", "client")).isZero();
        for (String person : List.of("nonce", "issuer", "client")) {
            PROVIDER.liesAbout(person, claims -> {});
            assertThat(browser.signOn(person).getKey()).as(person).isEqualTo("code");
        }
    }

    @Test
    void linksNothingAndMakesNothingByAnAddressThatIsNotVerifiedOrNotOurs() {
        Person eve = registered("eve");
        verifyEmail(eve);
        PROVIDER.knows("mallory", eve.email(), false);
        assertThat(browser.signOn("mallory")).isEqualTo(Map.entry("error", "email_not_verified"));
        PROVIDER.knows("fred", "fred@not-example.org", true);
        assertThat(browser.signOn("fred")).isEqualTo(Map.entry("error", "domain_not_allowed"));
        assertThat(made("mallory", "fred")).isZero();
        await().atMost(Duration.ofSeconds(30)).until(() -> refusals("email_not_verified") == 1);
    }

    @Test
    void linksNoAccountOfAnotherOrUnverifiedAddress() {
        Person squatter = registered("gil");
        String offered = browser.signOn("gil").getValue();
        assertThat(browser.link(offered, squatter).path("code").asInt()).isEqualTo(20003);
        Person other = registered("hal");
        verifyEmail(other);
        assertThat(browser.link(offered, other).path("code").asInt()).isEqualTo(20003);
        verifyEmail(squatter);
        assertThat(new Browser(port).link(offered, squatter).path("code").asInt())
                .isEqualTo(30001);
        assertThat(browser.link(offered, squatter).path("code").asInt()).isZero();
    }

    @Test
    void refusesSuspendedAndLockedAccounts() {
        Person ivy = linked("ivy");
        String code = browser.signOn("ivy").getValue();
        status(ivy, "suspended");
        assertThat(browser.fetchTokens(code).path("code").asInt()).isEqualTo(20006);
        status(ivy, "active");
        assertThat(browser.fetchTokens(code).path("code").asInt()).isEqualTo(30001);
        for (int i = 0; i < 5; i++) {
            assertThat(Person.code(ivy.login("wrong"))).isEqualTo(20004);
        }
        assertThat(browser.fetchTokens(browser.signOn("ivy").getValue())
                        .path("code")
                        .asInt())
                .isEqualTo(20005);
        clock.advance(Duration.ofMinutes(31));
        assertThat(browser.fetchTokens(browser.signOn("ivy").getValue())
                        .path("code")
                        .asInt())
                .isZero();
    }

    private void status(Person person, String status) {
        jdbc.sql("update customers set status = :status where username = :name")
                .param("status", status)
                .param("name", person.username)
                .update();
    }

    private long made(String... subjects) {
        return jdbc.sql("select count(*) from sso_identities where subject = any(:subjects)")
                .param("subjects", subjects)
                .query(Long.class)
                .single();
    }

    private long refusals(String reason) {
        return jdbc.sql("select count(*) from audit_logs where action = 'login.sso' and reason = :reason")
                .param("reason", reason)
                .query(Long.class)
                .single();
    }
}
