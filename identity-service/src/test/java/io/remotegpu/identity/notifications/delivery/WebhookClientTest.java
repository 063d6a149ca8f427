package io.remotegpu.identity.notifications.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.notifications.delivery.AddressPolicyTest.Names;
import io.remotegpu.identity.secrets.Signature;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookClientTest {
    private static final Names NAMES = new Names(Map.of("inside.example", List.of("127.0.0.1")));

    @Test
    void neverConnectsToAPrivateAddressWhateverItIsCalled() throws Exception {
        try (Receiver receiver = new Receiver();
                WebhookClient client = new WebhookClient(settings(false), NAMES)) {
            for (String host : List.of("inside.example", "127.0.0.1", "[::1]")) {
                URI url = URI.create("http://" + host + ":" + receiver.port() + "/hook");
                assertThatThrownBy(() -> client.post(url, "{}", Map.of())).isInstanceOf(UnknownHostException.class);
                assertThat(client.mayReach(url)).isFalse();
            }
            assertThat(receiver.posts()).isEmpty();
        }
    }

    @Test
    void postsWhereItMayAndFollowsNoRedirects() throws Exception {
        try (Receiver receiver = new Receiver();
                WebhookClient client = new WebhookClient(settings(true), NAMES)) {
            URI url = URI.create("http://inside.example:" + receiver.port() + "/hook");
            assertThat(client.mayReach(url)).isTrue();
            assertThat(client.post(url, "{\"a\":1}", Map.of(Signature.HEADER, "t=1,v1=00")))
                    .isEqualTo(204);
            receiver.answers(302);
            assertThat(client.post(url, "{}", Map.of())).isEqualTo(302);
            assertThat(receiver.posts())
                    .hasSize(2)
                    .first()
                    .extracting(Receiver.Post::signature)
                    .isEqualTo("t=1,v1=00");
        }
    }

    @Test
    void signsWithASecretOfItsOwnForEachWebhook() {
        WebhookSignature signature = new WebhookSignature(settings(true));
        Webhook one = webhook(new UUID(1, 1));
        Webhook saved = webhook(new UUID(2, 2));
        assertThat(signature.secret(one)).startsWith("whsec_").hasSize(49).isNotEqualTo(signature.secret(saved));
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        assertThat(signature.header(one, now, "{}"))
                .startsWith("t=1700000000,v1=")
                .isNotEqualTo(signature.header(one, now, "{ }"))
                .isNotEqualTo(signature.header(saved, now, "{}"))
                .isNotEqualTo(signature.header(one, now.plusSeconds(1), "{}"));
    }

    @Test
    void waitsLongerAfterEachFailureUpToALimit() {
        DeliveryProperties settings = settings(false);
        assertThat(settings.pauseAfter(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.pauseAfter(2)).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.pauseAfter(7)).isEqualTo(Duration.ofMinutes(32));
        assertThat(settings.pauseAfter(8)).isEqualTo(Duration.ofHours(1));
        assertThat(settings.pauseAfter(99)).isEqualTo(Duration.ofHours(1));
    }

    private static Webhook webhook(UUID salt) {
        return new Webhook(new CustomerId(7), URI.create("https://example.org"), salt, 0, null, null, Instant.EPOCH);
    }

    private static DeliveryProperties settings(boolean allowPrivate) {
        return new DeliveryProperties(
                10,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofMinutes(2),
                Duration.ofDays(14),
                Duration.ofSeconds(20),
                20,
                allowPrivate,
                "the key");
    }
}
