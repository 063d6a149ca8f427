package io.remotegpu.messaging.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.IdentityEvent.SshKeyRemoved;
import io.remotegpu.contracts.Topics;
import io.remotegpu.contracts.kafka.EnvelopeDeserializer;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.messaging.DeadLetter;
import io.remotegpu.messaging.KeyDesk;
import io.remotegpu.messaging.KeyDesk.Handler;
import io.remotegpu.messaging.MessagingTest;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TopicProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MessagingTest
class DeadLettersIT {
    @Autowired
    private Handler handler;

    @Autowired
    private Publisher publisher;

    @Autowired
    private TopicProbe probe;

    @Test
    void putsAnUnreadableMessageAsideWithTheReasonAndGoesOn() {
        publisher.publish(new ProducerRecord<>(Topics.IDENTITY, "31", "not json".getBytes(StandardCharsets.UTF_8)));
        publisher.publish(new SshKeyRemoved(new CustomerId(31), 1));

        await().atMost(Duration.ofSeconds(30)).until(() -> handler.handled(31).equals(List.of(1L)));
        ConsumerRecord<String, byte[]> dead = deadLetter(letter -> "31".equals(letter.key()));
        assertThat(dead.value()).asString(StandardCharsets.UTF_8).isEqualTo("not json");
        assertThat(header(dead, DeadLetter.REASON)).contains("ce_type is missing");
        assertThat(header(dead, DeadLetter.CONSUMER)).isEqualTo(KeyDesk.LISTENER);
    }

    @Test
    void putsARefusedMessageAsideAtOnceAsItCame() {
        Envelope<SshKeyRemoved> sent = publisher.publish(new SshKeyRemoved(new CustomerId(32), KeyDesk.FORBIDDEN));
        publisher.publish(new SshKeyRemoved(new CustomerId(32), 2));

        await().atMost(Duration.ofSeconds(30)).until(() -> handler.handled(32).equals(List.of(2L)));
        ConsumerRecord<String, byte[]> dead = deadLetter(letter -> "32".equals(letter.key()));
        assertThat(new EnvelopeDeserializer().deserialize(dead.topic(), dead.headers(), dead.value()))
                .isEqualTo(sent);
        assertThat(header(dead, DeadLetter.REASON)).isEqualTo("forbidden: this key may not be removed");
        assertThat(handler.attempts(KeyDesk.FORBIDDEN)).isEqualTo(1);
    }

    @Test
    void triesAgainWhileAPartItNeedsIsAway() {
        publisher.publish(new SshKeyRemoved(new CustomerId(33), KeyDesk.ENGINE_AWAY));

        await().atMost(Duration.ofSeconds(30)).until(() -> handler.handled(33).equals(List.of(KeyDesk.ENGINE_AWAY)));
        assertThat(handler.attempts(KeyDesk.ENGINE_AWAY)).isEqualTo(3);
    }

    @Test
    void doesNotRepeatOurOwnMistakes() {
        publisher.publish(new SshKeyRemoved(new CustomerId(34), KeyDesk.BUG));

        ConsumerRecord<String, byte[]> dead = deadLetter(letter -> "34".equals(letter.key()));
        assertThat(header(dead, DeadLetter.REASON)).isEqualTo("IllegalStateException: nobody thought of this");
        assertThat(handler.attempts(KeyDesk.BUG)).isEqualTo(1);
        assertThat(handler.handled(34)).isEmpty();
    }

    private ConsumerRecord<String, byte[]> deadLetter(Predicate<ConsumerRecord<String, byte[]>> fits) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> probe.records(Topics.deadLetters(Topics.IDENTITY)).stream()
                                .filter(fits)
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
