package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.identity.mail.Mail;
import io.remotegpu.identity.notifications.delivery.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationDeliveryIT extends PeopleWhoAreTold {
    @Test
    void areMailedAgainUntilTheMailServerTakesThemAndOnlyOnceThen() {
        Person ada = person();
        String subject = "Environment train failed";
        letterbox.refuseOne(ada.email(), subject);
        tell(ada, failure("train"));
        await().atMost(Duration.ofSeconds(30)).until(() -> waitsAgain(ada));
        assertThat(letterbox.mails(ada.email(), subject)).isEmpty();
        clock.advance(Duration.ofMinutes(3));
        assertThat(letterbox.awaitMail(ada.email(), subject).text()).contains("no such image");
        await().atMost(Duration.ofSeconds(30)).until(() -> statuses(ada).equals(List.of("delivered")));
        clock.advance(Duration.ofHours(2));
        assertThat(letterbox.mails(ada.email(), subject)).hasSize(1);
    }

    @Test
    void inviteByMailSomebodyWhoHasNoAccountYet() {
        InvitationSent invitation = new InvitationSent(
                new WorkspaceId(5),
                9,
                "Vision Lab",
                new CustomerId(1),
                "admin",
                "stranger@example.org",
                null,
                "member",
                "tok-123",
                clock.instant().plus(Duration.ofDays(7)));
        var sent = otherServices.publish(invitation);
        otherServices.publish(sent);
        Mail mail = letterbox.awaitMail("stranger@example.org", "admin invites you to Vision Lab");
        assertThat(mail.text()).contains("http://127.0.0.1:8080/invitations/tok-123");
    }

    @Test
    void arePostedSignedToTheirOwnersWebhook() throws Exception {
        Person ada = person();
        try (Receiver receiver = new Receiver()) {
            String secret = Person.data(ada.send(HttpMethod.PUT, PATH + "/webhook", Map.of("url", receiver.url())), 200)
                    .path("secret")
                    .asString();
            assertThat(Person.data(ada.get(PATH + "/webhook"), 200).has("secret"))
                    .isFalse();
            tell(ada, failure("train"));
            await().atMost(Duration.ofSeconds(30)).until(() -> !receiver.posts().isEmpty());
            Receiver.Post post = receiver.posts().getFirst();
            JsonNode body = new JsonMapper().readTree(post.body());
            assertThat(body.path("kind").asString()).isEqualTo("environment_failed");
            assertThat(body.path("id").asString()).isEqualTo(post.delivery());
            String time = post.signature().substring(2, post.signature().indexOf(','));
            assertThat(post.signature()).isEqualTo("t=" + time + ",v1=" + hmac(secret, time + "." + post.body()));
            ada.send(HttpMethod.DELETE, PATH + "/webhook", null).expectStatus().isNoContent();
            ada.get(PATH + "/webhook").expectStatus().isNotFound();
        }
    }

    @Test
    void switchOffAWebhookThatFailsAgainAndAgainAndSaySo() throws Exception {
        Person ada = person();
        try (Receiver receiver = new Receiver()) {
            receiver.answers(500);
            ada.send(HttpMethod.PUT, PATH + "/webhook", Map.of("url", receiver.url()))
                    .expectStatus()
                    .isOk();
            for (int i = 0; i < 3; i++) {
                tell(ada, failure("train" + i));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> !Person.data(ada.get(PATH + "/webhook"), 200)
                    .path("enabled")
                    .asBoolean());
            JsonNode told =
                    Person.data(ada.get(PATH + "?kind=webhook_disabled"), 200).path("items");
            assertThat(told).hasSize(1);
            assertThat(told.path(0).path("text").asString()).contains("it answered 500");
            assertThat(receiver.posts()).hasSize(3);
            ada.send(HttpMethod.PUT, PATH + "/webhook", Map.of("url", receiver.url()))
                    .expectStatus()
                    .isOk();
            assertThat(Person.data(ada.get(PATH + "/webhook"), 200)
                            .path("enabled")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void takeNoAddressForAWebhookThatIsNone() {
        Person ada = person();
        for (String url : List.of(
                "ftp://example.org/",
                "http://",
                "javascript:alert(1)",
                "http://user:pw@127.0.0.1/",
                "no url",
                "http://nobody.invalid/")) {
            ada.send(HttpMethod.PUT, PATH + "/webhook", Map.of("url", url))
                    .expectStatus()
                    .isBadRequest();
        }
    }
}
