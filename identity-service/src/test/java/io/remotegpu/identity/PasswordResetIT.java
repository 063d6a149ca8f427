package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.remotegpu.testing.MutableClock;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** By mail through a real SMTP server. */
@IdentityTest
class PasswordResetIT {
    private static final GreenMail SMTP = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]+)");
    private static final String NEXT = "Other-Turtle-43";

    @LocalServerPort
    private int port;

    @Autowired
    private MutableClock clock;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        SMTP.start();
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
    }

    @AfterAll
    static void stop() {
        SMTP.stop();
    }

    @AfterEach
    void now() {
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void resetsAPasswordOnceAndEndsEveryLogin() {
        Person ada = person("ada").registered().loggedIn();
        requestReset(ada.email());
        String token = token(ada, "Reset");

        confirm(token, NEXT).expectStatus().isNoContent();

        assertThat(Person.code(confirm(token, "Third-Turtle-44"))).isEqualTo(30001);
        assertThat(Person.code(ada.login(Person.PASSWORD))).isEqualTo(20004);
        assertThat(Person.code(ada.refresh(ada.refreshToken))).isEqualTo(20001);
        ada.loggedInWith(NEXT);
        assertThat(Person.data(ada.get("/api/v1/users/me"), 200)
                        .path("email_verified")
                        .asBoolean())
                .isTrue();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> mail(ada, "was changed").isPresent());
    }

    @Test
    void takesNoExpiredTokenAndNoWeakOrOldPassword() {
        Person bob = person("bob").registered();
        requestReset(bob.email());
        String token = token(bob, "Reset");

        assertThat(Person.code(confirm(token, "password"))).isEqualTo(30003);
        assertThat(Person.code(confirm(token, Person.PASSWORD))).isEqualTo(30003);
        clock.advance(Duration.ofMinutes(31));
        assertThat(Person.code(confirm(token, NEXT))).isEqualTo(30001);
        bob.loggedIn();
    }

    @Test
    void saysTheSameOfAddressesWithoutAnAccountAndMailsNothing() {
        Person known = person("known").registered();
        requestReset(person("nobody").email());
        requestReset(known.email());

        token(known, "Reset");

        assertThat(mail(person("nobody"), "")).isEmpty();
    }

    @Test
    void verifiesAnAddressByTheTokenThatWasMailedToIt() {
        Person eve = person("eve").registered().loggedIn();
        String token = token(eve, "Verify");

        verify(eve, token).expectStatus().isNoContent();
        assertThat(Person.data(eve.get("/api/v1/users/me"), 200)
                        .path("email_verified")
                        .asBoolean())
                .isTrue();
        assertThat(Person.code(verify(eve, token))).isEqualTo(30001);

        Map<String, String> change = Map.of("email", "eve-anew@example.org");
        assertThat(Person.data(eve.send(HttpMethod.PATCH, "/api/v1/users/me", change), 200)
                        .path("email_verified")
                        .asBoolean())
                .isFalse();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> mail(eve, "another email").isPresent());
    }

    private void requestReset(String email) {
        person("asking")
                .send(HttpMethod.POST, "/api/v1/users/password-reset", Map.of("email", email))
                .expectStatus()
                .isAccepted();
    }

    private ResponseSpec confirm(String token, String password) {
        return person("asking")
                .send(
                        HttpMethod.POST,
                        "/api/v1/users/password-reset/confirm",
                        Map.of("token", token, "new_password", password));
    }

    private static ResponseSpec verify(Person person, String token) {
        return person.send(HttpMethod.POST, "/api/v1/users/verify-email", Map.of("token", token));
    }

    private static String token(Person person, String subject) {
        String text = await().atMost(Duration.ofSeconds(30))
                .until(() -> mail(person, subject), Optional::isPresent)
                .orElseThrow();
        Matcher token = TOKEN.matcher(text);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** The body of the last mail to a person whose subject says this. */
    private static Optional<String> mail(Person person, String subject) {
        return Arrays.stream(SMTP.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getHeaders(mail).contains(person.email()))
                .filter(mail -> subject(mail).contains(subject))
                .reduce((earlier, later) -> later)
                .map(GreenMailUtil::getBody);
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private Person person(String name) {
        return new Person(port, "reset-" + name);
    }
}
